import {
  operations,
  PerformanceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { useOperation } from '../../../api/useOperation';
import { ComparedReport, Comparison, labelComparison } from './comparison';
import { comparedQuery } from './comparedQuery';

export interface ComparedReportOptions {
  comparison: Comparison;
  /** Of the report that is compared. */
  query: PerformanceQuery;
  /** Where its range ends; epoch milliseconds. */
  until: number;
}

/** The report that another is compared with, once both are known. */
export function useComparedReport(
  params: { namespace: string; name: string },
  { comparison, query, until }: ComparedReportOptions,
) {
  const compared = comparedQuery(comparison, query, until);
  const result = useOperation(
    operations.getPerformance,
    { params, query: compared?.query },
    { enabled: compared !== undefined },
  );
  const report = compared && result.data;
  const shiftMs = compared?.shiftMs ?? 0;
  const label = labelComparison(comparison);
  const data = useMemo<ComparedReport | undefined>(
    () => report && { label, report, shiftMs },
    [label, report, shiftMs],
  );
  return { data, result };
}
