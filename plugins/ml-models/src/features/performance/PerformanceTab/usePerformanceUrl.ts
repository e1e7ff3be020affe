import { useMemo } from 'react';
import { z } from 'zod';
import {
  urlFlag,
  urlList,
  urlNumber,
} from '../../../components/useUrlState/urlValue';
import { useUrlState } from '../../../components/useUrlState/useUrlState';
import { findTimeRange, LastRange } from '../../../timeRange/timeRange';
import { findComparison } from '../Comparison/comparison';

/** Where the address holds no range that makes sense. */
export const DEFAULT_RANGE: LastRange = '7d';

const performanceUrlSchema = z.object({
  range: z.string().catch(''),
  /** Empty: the one that the HTTP API takes for the most important. */
  environment: z.string().catch(''),
  /** A version's number; empty: all that served. */
  version: z.string().catch(''),
  /** What the report is compared with; empty: nothing. */
  compare: z.string().catch(''),
  /** The measures of quality that are drawn; empty: the first ones there are. */
  quality: z.string().catch(''),
  /** The input whose slices are shown; empty: the first one. */
  slice: z.string().catch(''),
  /** The feature looked at more closely; empty: none. */
  feature: z.string().catch(''),
  /** Text that features' names hold. */
  find: z.string().catch(''),
  /** Only features that have drifted. */
  drifted: urlFlag,
  /** Header of the column that features are sorted by; empty: worst first. */
  sort: z.string().catch(''),
  /** Of the table of features, from 1; absent: the first. */
  page: urlNumber,
  /** Titles of what is shown as a table. */
  tables: urlList,
});

/** @returns the number that a URL holds; undefined when it holds none */
function findVersion(text: string): number | undefined {
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}

/** All that a link to the Performance tab reproduces. */
export function usePerformanceUrl() {
  const [url, setUrl] = useUrlState(performanceUrlSchema);
  return {
    ...url,
    range:
      findTimeRange(url.range) ??
      ({ kind: 'last', last: DEFAULT_RANGE } as const),
    rangeText: url.range,
    version: findVersion(url.version),
    versionText: url.version,
    compareText: url.compare,
    comparison: useMemo(() => findComparison(url.compare), [url.compare]),
    setUrl,
  };
}

export type PerformanceUrl = ReturnType<typeof usePerformanceUrl>;
