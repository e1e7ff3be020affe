import {
  ProfileTotals,
  QualityMeasures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCountOf } from '../../components/formatNumber/formatNumber';

/** @returns says what a measure rests on, which may be fewer than all labels */
export const ofLabels =
  (measure: keyof QualityMeasures) =>
  ({ samples, labels }: ProfileTotals) =>
    `n = ${formatCountOf(samples[measure] ?? labels, 'label')}`;
