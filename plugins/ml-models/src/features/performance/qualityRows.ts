import {
  ProfileTotals,
  QUALITY_OUTCOMES_MIN,
  QualityMeasures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCountOf } from '../../components/formatNumber/formatNumber';

/** @returns tells whether a measure rests on too few labels to judge by */
export const restsOnFew =
  (measure: keyof QualityMeasures) =>
  ({ samples, labels }: ProfileTotals) =>
    (samples[measure] ?? labels) < QUALITY_OUTCOMES_MIN;

/** @returns says what a measure rests on, which may be fewer than all labels */
export const ofLabels =
  (measure: keyof QualityMeasures) =>
  ({ samples, labels }: ProfileTotals) =>
    `n = ${formatCountOf(samples[measure] ?? labels, 'label')}`;
