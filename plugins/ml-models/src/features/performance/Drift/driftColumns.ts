import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';

/** A measure of drift, as a column of a table. */
export interface DriftColumn {
  header: string;
  help: string;
  pick: (drift: FeatureDrift) => number | undefined;
  format: (value: number | undefined) => string;
  /** What is to be known of one value, e.g. how exact it is. */
  note?: (drift: FeatureDrift) => string | undefined;
  /** The order in which the worst comes first. */
  worstFirst: 'asc' | 'desc';
}

const measure = (value: number | undefined) =>
  value === undefined ? '–' : formatNumber(value);

/** Smaller p-values all say the same: this is no accident. */
const SMALLEST_P = 1e-4;

const probability = (value: number | undefined) =>
  value !== undefined && value < SMALLEST_P ? '< 0.0001' : measure(value);

const count = (value: number | undefined) => formatCount(value ?? 0);

export const DRIFT_COLUMNS: readonly DriftColumn[] = [
  {
    header: 'JS distance',
    help: 'Jensen-Shannon distance to the baseline, base 2, less what chance makes of samples of this size: 0 no more apart than by chance, 1 nothing in common. Drift from 0.1 on, unless the model has another limit.',
    pick: ({ measures }) => measures.jsDistance,
    format: measure,
    worstFirst: 'desc',
  },
  {
    header: 'G-test p',
    help: 'How likely a difference like this is without drift. Drift below 0.001, together with the distance.',
    pick: ({ measures }) => measures.gTestP,
    format: probability,
    worstFirst: 'asc',
  },
  {
    header: 'PSI',
    help: 'Population stability index: below 0.1 stable, 0.1 to 0.25 moderate, above significant. Shown beside; it does not decide.',
    pick: ({ measures }) => measures.psi,
    format: measure,
    worstFirst: 'desc',
  },
  {
    header: 'Chi² p',
    help: 'How likely a difference like this is without drift, by the chi-square test on the same bins. Shown beside; it does not decide.',
    pick: ({ measures }) => measures.chi2P,
    format: probability,
    worstFirst: 'asc',
  },
  {
    header: 'L∞',
    help: 'Largest difference of any bin’s share. Shown beside; it does not decide.',
    pick: ({ measures }) => measures.lInfinity,
    format: measure,
    worstFirst: 'desc',
  },
  {
    header: 'KS ≈',
    help: 'Kolmogorov-Smirnov distance, 0 to 1, of numeric features. Approximate: read at the edges of the bins. Shown beside; it does not decide.',
    pick: ({ measures }) => measures.ks,
    format: measure,
    note: ({ measures: { ks, ksErrorMax } }) =>
      ks !== undefined && ksErrorMax !== undefined
        ? `Approximate: of the values themselves it is between ${formatNumber(
            ks,
          )} and ${formatNumber(ks + ksErrorMax)}`
        : undefined,
    worstFirst: 'desc',
  },
  {
    header: 'Wasserstein ≈',
    help: 'Wasserstein (earth mover’s) distance of numeric features, in the unit of the feature. Approximate: values spread evenly within their bins, those outside put on the outermost edge. Shown beside; it does not decide.',
    pick: ({ measures }) => measures.wasserstein,
    format: measure,
    note: ({ measures }) => noteOfWasserstein(measures),
    worstFirst: 'desc',
  },
  {
    header: 'n',
    help: 'Requests in the range; of inputs also those that were refused, and those without a value',
    pick: ({ n }) => n,
    format: count,
    worstFirst: 'asc',
  },
  {
    header: 'Baseline n',
    help: 'Rows of the baseline',
    pick: ({ baselineN }) => baselineN,
    format: count,
    worstFirst: 'asc',
  },
];

function noteOfWasserstein({
  wassersteinMin,
  wassersteinErrorMax,
}: FeatureDrift['measures']): string | undefined {
  if (wassersteinErrorMax !== undefined) {
    return `Approximate: of the values themselves it differs by ${formatNumber(
      wassersteinErrorMax,
    )} at most`;
  }
  return wassersteinMin === undefined
    ? undefined
    : `Approximate: of the values themselves it is ${formatNumber(
        wassersteinMin,
      )} or more, as some lie outside the bins and nothing tells how far`;
}

/** @returns worst first by one column; what was not measured comes last */
export function sortDrift(
  drift: readonly FeatureDrift[],
  column: DriftColumn,
): FeatureDrift[] {
  const sign = column.worstFirst === 'asc' ? 1 : -1;
  return [...drift].sort((a, b) => {
    const left = column.pick(a);
    const right = column.pick(b);
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined);
    }
    return sign * (left - right);
  });
}
