import { ProfileTotals } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatCountOf,
  formatNumber,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';

/** A measure of a slice, as a column of a table. */
export interface SliceColumn {
  header: string;
  help: string;
  pick: (totals: ProfileTotals) => number | undefined;
  format: (value: number) => string;
  /** What the value was measured on. */
  n?: (totals: ProfileTotals) => string;
}

const ofRequests = ({ requests }: ProfileTotals) =>
  `n = ${formatCount(requests)} requests`;
const ofTimed = ({ timed }: ProfileTotals) =>
  `n = ${formatCountOf(timed, 'timed request')}`;
const ofLabels = ({ labels }: ProfileTotals) =>
  `n = ${formatCount(labels)} labels`;
const milliseconds = (value: number) => formatNumber(value, 'ms');

const COLUMNS: readonly SliceColumn[] = [
  {
    header: 'Requests',
    help: 'Requests in the range',
    pick: ({ requests }) => requests,
    format: formatCount,
  },
  {
    header: 'Errors',
    help: 'Share of requests that failed',
    pick: ({ requests, errors }) =>
      requests > 0 ? errors / requests : undefined,
    format: formatPercent,
    n: ofRequests,
  },
  {
    header: 'p50',
    help: 'Half of the answers took less',
    pick: ({ p50Ms }) => p50Ms,
    format: milliseconds,
    n: ofTimed,
  },
  {
    header: 'p99',
    help: '99 of 100 answers took less',
    pick: ({ p99Ms }) => p99Ms,
    format: milliseconds,
    n: ofTimed,
  },
  {
    header: 'Labels',
    help: 'True outcomes that have arrived',
    pick: ({ labels }) => labels,
    format: formatCount,
  },
  {
    header: 'Accuracy',
    help: 'Share of predictions that were right',
    pick: ({ accuracy }) => accuracy,
    format: formatNumber,
    n: ofLabels,
  },
  {
    header: 'ROC AUC',
    help: 'How well scores tell the outcomes apart: 0.5 not at all, 1 perfectly',
    pick: ({ rocAuc }) => rocAuc,
    format: formatNumber,
    n: ofLabels,
  },
  {
    header: 'MAE',
    help: 'Mean absolute error, in the unit of the target',
    pick: ({ mae }) => mae,
    format: formatNumber,
    n: ofLabels,
  },
];

/** @returns the columns that any slice has a value in */
export function sliceColumnsOf(all: readonly ProfileTotals[]): SliceColumn[] {
  return COLUMNS.filter(({ pick }) =>
    all.some(totals => pick(totals) !== undefined),
  );
}
