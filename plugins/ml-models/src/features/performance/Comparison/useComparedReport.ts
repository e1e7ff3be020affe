import {
  operations,
  PerformanceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { errorMessage } from '../../../api/errorMessage';
import { useOperation } from '../../../api/useOperation';
import {
  BetweenReports,
  ComparedReport,
  Comparison,
  labelComparison,
} from './comparison';
import { comparedQuery } from './comparedQuery';

export interface ComparedReportOptions {
  comparison: Comparison;
  /** Of the report that is compared. */
  query: PerformanceQuery;
  /** Where its range ends; epoch milliseconds. */
  until: number;
  /** What the page asks, whatever the moment. */
  question: string;
  /** Whether it may be asked for; what is compared comes first. */
  enabled: boolean;
}

/** The report that another is compared with, once both are known. */
export function useComparedReport(
  params: { namespace: string; name: string },
  { comparison, query, until, question, enabled }: ComparedReportOptions,
) {
  const { from, until: end, environment, version } = query;
  const compared = useMemo(
    () =>
      comparedQuery(
        comparison,
        { from, until: end, environment, version },
        until,
      ),
    [comparison, from, end, environment, version, until],
  );
  const label = labelComparison(comparison);
  const result = useOperation(
    operations.getPerformance,
    { params, query: compared?.query },
    {
      enabled: enabled && compared !== undefined,
      keepPrevious: true,
      question: `${question} ${label}`,
    },
  );
  const report = result.data;
  const between = useBetweenReports(params, {
    comparison,
    query,
    question,
    enabled,
  });
  const data = useMemo<ComparedReport | undefined>(
    () => compared && report && { ...compared, label, report, between },
    [compared, label, report, between],
  );
  return { data, result };
}

/** The drift from the one to the other; the page works without. */
function useBetweenReports(
  params: { namespace: string; name: string },
  {
    comparison,
    query,
    question,
    enabled,
  }: Omit<ComparedReportOptions, 'until'>,
): BetweenReports | undefined {
  const { data, error } = useOperation(
    operations.comparePerformance,
    {
      params,
      query:
        comparison.kind === 'version'
          ? { ...query, against: 'version', againstVersion: comparison.version }
          : { ...query, against: 'previous' },
    },
    {
      enabled: enabled && comparison.kind !== 'none',
      keepPrevious: true,
      question: `${question} ${labelComparison(comparison)}`,
    },
  );
  return useMemo(() => {
    if (comparison.kind === 'none') {
      return undefined;
    }
    return error ? { drift: [], notComparable: errorMessage(error) } : data;
  }, [comparison.kind, data, error]);
}
