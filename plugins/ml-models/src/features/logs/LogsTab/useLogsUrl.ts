import { z } from 'zod';
import { urlFlag, urlList } from '../../../components/useUrlState/urlValue';
import { useUrlState } from '../../../components/useUrlState/useUrlState';
import { findTimeRange, TimeRange } from '../../../timeRange/timeRange';

const DEFAULT_RANGE: TimeRange = { kind: 'last', last: '24h' };

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
    range: findTimeRange(url.range) ?? DEFAULT_RANGE,
    setUrl,
  };
}
