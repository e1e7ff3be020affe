import {
  ProfileTotals,
  QUALITY_OUTCOMES_MIN,
  QualityMeasures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatCountOf,
  formatNumber,
} from '../../components/formatNumber/formatNumber';

/**
 * Half of the loss that makes a version of 0.8 degraded: of what is further off no
 * verdict judges. It is a bound and no likely error, which is some ten times less.
 */
const ERROR_TOLD_MIN = 0.02;

/** @returns tells how far off a measure may be, where that is worth telling */
export const errorMaxOf =
  (measure: keyof QualityMeasures) =>
  ({ rocAucErrorMax = 0 }: ProfileTotals): number | undefined =>
    measure === 'rocAuc' && rocAucErrorMax >= ERROR_TOLD_MIN
      ? rocAucErrorMax
      : undefined;

/** @returns follows the value of a measure: e.g. ` ± 0.03`; else nothing */
export const tellError =
  (measure: keyof QualityMeasures) =>
  (totals: ProfileTotals): string => {
    const error = errorMaxOf(measure)(totals);
    return error === undefined ? '' : ` ± ${formatNumber(error)}`;
  };

/** @returns tells whether a measure rests on too few labels to judge by */
export const restsOnFew =
  (measure: keyof QualityMeasures) =>
  ({ samples, labels }: ProfileTotals) =>
    (samples[measure] ?? labels) < QUALITY_OUTCOMES_MIN;

/** @returns says what a measure rests on, which may be fewer than all labels */
export const ofLabels =
  (measure: keyof QualityMeasures) =>
  ({ samples, labels }: ProfileTotals) => {
    const n = samples[measure] ?? labels;
    const all = formatCountOf(labels, 'label');
    return n < labels && formatCount(n) !== formatCount(labels)
      ? `n = ${formatCount(n)} of ${all}`
      : `n = ${formatCountOf(n, 'label')}`;
  };
