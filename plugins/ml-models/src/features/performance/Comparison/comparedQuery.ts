import { PerformanceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { Comparison } from './comparison';

/**
 * @param query - of the report that is compared
 * @param until - where its range ends; epoch milliseconds
 * @returns what to ask for instead, and how far that lies back in milliseconds;
 *   undefined when there is nothing to compare with
 */
export function comparedQuery(
  comparison: Comparison,
  query: PerformanceQuery,
  until: number,
): { query: PerformanceQuery; shiftMs: number } | undefined {
  if (comparison.kind === 'version') {
    return { query: { ...query, version: comparison.version }, shiftMs: 0 };
  }
  if (comparison.kind === 'none' || query.from === undefined) {
    return undefined;
  }
  const from = Date.parse(query.from);
  const shiftMs = until - from;
  return {
    query: {
      ...query,
      from: new Date(from - shiftMs).toISOString(),
      until: query.from,
    },
    shiftMs,
  };
}
