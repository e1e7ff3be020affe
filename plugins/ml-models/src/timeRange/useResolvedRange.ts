import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { ClockContext } from '../components/RelativeTime/useNow';
import {
  InstantRange,
  TimeRange,
  toInstants,
  writeTimeRange,
} from './timeRange';

export interface ResolvedRange {
  /** What to ask the HTTP API for; stays the same until refreshed. */
  instants: InstantRange;
  /** Where it ends, in epoch milliseconds. */
  until: number;
  /** Moves a range that ends now up to the present. */
  refresh: () => void;
  /** How often it was refreshed: what was read before is not to stay. */
  refreshes: number;
}

/**
 * Pins a moving range to the present, so that all that is shown fits together.
 *
 * @param everyMs - how often the pin moves by itself while the page is seen;
 *   default: never
 */
export function useResolvedRange(
  range: TimeRange,
  everyMs?: number,
): ResolvedRange {
  const clock = useContext(ClockContext);
  const [refreshes, setRefreshes] = useState(0);
  const refresh = useCallback(() => setRefreshes(count => count + 1), []);
  const key = writeTimeRange(range);
  const moves = range.kind !== 'between';
  useEffect(() => {
    if (!moves || everyMs === undefined) {
      return undefined;
    }
    const timer = setInterval(() => document.hidden || refresh(), everyMs);
    return () => clearInterval(timer);
  }, [moves, everyMs, refresh]);
  return useMemo(() => {
    const now = clock();
    const instants = toInstants(range, now);
    return {
      instants,
      until: instants.until === undefined ? now : Date.parse(instants.until),
      refresh,
      refreshes,
    };
    // The same range read anew from the URL is another object with the same key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, clock, refreshes, refresh]);
}
