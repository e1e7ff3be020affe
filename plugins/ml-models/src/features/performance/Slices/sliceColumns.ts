import {
  ProfileTotals,
  QUALITY_METRICS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatLatency } from '../../../components/formatNumber/formatLatency';
import {
  formatCount,
  formatCountOf,
  formatNumber,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';
import { ofLabels, restsOnFew, tellError } from '../qualityRows';

/** A measure of a slice, as a column of a table. */
export interface SliceColumn {
  header: string;
  help: string;
  pick: (totals: ProfileTotals) => number | undefined;
  format: (value: number, totals: ProfileTotals) => string;
  /** What the value was measured on. */
  n?: (totals: ProfileTotals) => string;
  /** Whether that is too little to judge by. */
  isUncertain?: (totals: ProfileTotals) => boolean;
}

const ofRequests = ({ requests }: ProfileTotals) =>
  `n = ${formatCount(requests)} requests`;
const ofTimed = ({ timed }: ProfileTotals) =>
  `n = ${formatCountOf(timed, 'timed request')}`;

const COLUMNS: readonly SliceColumn[] = [
  {
    header: 'Requests',
    help: 'Requests in the range',
    pick: ({ requests }) => requests,
    format: formatCount,
  },
  {
    header: 'Errors',
    help: 'Share of requests that failed, of those that a failure would be known of',
    pick: ({ requests, errors, failuresUntold = 0 }) =>
      requests > failuresUntold
        ? errors / (requests - failuresUntold)
        : undefined,
    format: formatPercent,
    n: ofRequests,
  },
  {
    header: 'p50 ≈',
    help: 'Half of the answers took less; within 1 %',
    pick: ({ p50Ms }) => p50Ms,
    format: formatLatency,
    n: ofTimed,
  },
  {
    header: 'p99 ≈',
    help: '99 of 100 answers took less; within 1 %',
    pick: ({ p99Ms }) => p99Ms,
    format: formatLatency,
    n: ofTimed,
  },
  {
    header: 'Labels',
    help: 'True outcomes that have arrived',
    pick: ({ labels }) => labels,
    format: formatCount,
  },
  ...QUALITY_METRICS.map<SliceColumn>(({ measure, short, help }) => ({
    header: short,
    help,
    pick: totals => totals[measure],
    format: (value, totals) =>
      `${formatNumber(value)}${tellError(measure)(totals)}`,
    n: ofLabels(measure),
    isUncertain: restsOnFew(measure),
  })),
];

/** @returns the columns that any slice has a value in */
export function sliceColumnsOf(all: readonly ProfileTotals[]): SliceColumn[] {
  return COLUMNS.filter(({ pick }) =>
    all.some(totals => pick(totals) !== undefined),
  );
}

/** @returns whether any value in the columns rests on too little to judge by */
export function hasUncertain(
  columns: readonly SliceColumn[],
  all: readonly ProfileTotals[],
): boolean {
  return columns.some(({ pick, isUncertain }) =>
    all.some(totals => pick(totals) !== undefined && isUncertain?.(totals)),
  );
}
