import { useCallback, useContext, useMemo, useState } from 'react';
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
}

/** Pins a moving range to the present, so that all that is shown fits together. */
export function useResolvedRange(range: TimeRange): ResolvedRange {
  const clock = useContext(ClockContext);
  const [refreshes, setRefreshes] = useState(0);
  const refresh = useCallback(() => setRefreshes(count => count + 1), []);
  const key = writeTimeRange(range);
  return useMemo(() => {
    const now = clock();
    const instants = toInstants(range, now);
    return {
      instants,
      until: instants.until === undefined ? now : Date.parse(instants.until),
      refresh,
    };
    // The same range read anew from the URL is another object with the same key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, clock, refreshes, refresh]);
}
