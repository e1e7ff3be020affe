import { z } from 'zod';
import { urlFlag, urlList } from '../../../components/useUrlState/urlValue';
import { useUrlState } from '../../../components/useUrlState/useUrlState';
import { findTimeRange, LastRange } from '../../../timeRange/timeRange';
import { isColumn } from '../records/recordColumns';

/** Where the address holds no range that makes sense. */
export const DEFAULT_RANGE: LastRange = '24h';

const logsUrlSchema = z.object({
  /** The search line. */
  q: z.string().catch(''),
  range: z.string().catch(''),
  /** Ids of the columns shown; empty: the first ones. */
  columns: urlList,
  /** The record whose panel is open, as id/row. */
  record: z.string().catch(''),
  view: z.enum(['records', 'exceptions']).catch('records'),
  /** Whether new records are shown as they come in, where the range ends now. */
  tail: urlFlag,
});

/** All that a link to the Logs tab reproduces. */
export function useLogsUrl() {
  const [url, setUrl] = useUrlState(logsUrlSchema);
  return {
    ...url,
    range:
      findTimeRange(url.range) ??
      ({ kind: 'last', last: DEFAULT_RANGE } as const),
    rangeText: url.range,
    columns: url.columns.filter(isColumn),
    noColumns: url.columns.filter(id => !isColumn(id)),
    setUrl,
  };
}
