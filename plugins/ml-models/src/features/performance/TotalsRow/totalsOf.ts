import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatCountOf,
  formatNumber,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';

/** One number of the whole range. */
export interface Total {
  name: string;
  value: string;
  /** What it was measured on; absent where it is a count itself. */
  n?: string;
}

/** @returns the numbers that there are; what was not measured is left out */
export function totalsOf(report: PerformanceReport): Total[] {
  const { requests, errors, invalidRequests, labels, ...totals } =
    report.totals;
  const ofRequests = `n = ${formatCount(requests)}`;
  const ofLabels = `n = ${formatCountOf(labels, 'label')}`;
  const measured = [
    { name: 'Latency p50', value: totals.p50Ms, n: ofRequests, unit: 'ms' },
    { name: 'Latency p90', value: totals.p90Ms, n: ofRequests, unit: 'ms' },
    { name: 'Latency p99', value: totals.p99Ms, n: ofRequests, unit: 'ms' },
    { name: 'Accuracy', value: totals.accuracy, n: ofLabels, unit: undefined },
    { name: 'ROC AUC', value: totals.rocAuc, n: ofLabels, unit: undefined },
    { name: 'MAE', value: totals.mae, n: ofLabels, unit: undefined },
  ];
  return [
    { name: 'Requests', value: formatCount(requests) },
    ...(requests > 0
      ? [
          {
            name: 'Errors',
            value: formatPercent(errors / requests),
            n: `${formatCount(errors)} of ${formatCount(requests)}`,
          },
        ]
      : []),
    ...(invalidRequests > 0
      ? [
          {
            name: 'Invalid requests',
            value: formatPercent(invalidRequests / requests),
            n: `${formatCount(invalidRequests)} of ${formatCount(requests)}`,
          },
        ]
      : []),
    ...measured.flatMap(({ name, value, n, unit }) =>
      value === undefined
        ? []
        : [{ name, value: formatNumber(value, unit), n }],
    ),
    ...(requests > 0
      ? [
          {
            name: 'Labels arrived',
            value: formatPercent(labels / requests),
            n: `${formatCount(labels)} of ${formatCount(requests)}`,
          },
        ]
      : []),
  ];
}
