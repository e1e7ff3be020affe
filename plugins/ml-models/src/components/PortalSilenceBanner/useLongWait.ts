import { QueryCache, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isProbe } from '../../api/usePortalSilence';

/**
 * Whether a request of this page is under way for long: it may be one that the
 * portal has taken and never answers, which fails as little as it succeeds.
 *
 * @param patienceMs - milliseconds that are not long yet; up to twice that may pass
 */
export function useLongWait(patienceMs: number): boolean {
  const cache = useQueryClient().getQueryCache();
  const [waitsLong, setWaitsLong] = useState(false);
  useEffect(() => {
    let before = new Set<string>();
    const timer = setInterval(() => {
      const now = listRequests(cache);
      setWaitsLong(now.some(request => before.has(request)));
      before = new Set(now);
    }, patienceMs);
    return () => clearInterval(timer);
  }, [cache, patienceMs]);
  return waitsLong;
}

/** @returns what tells each request that is under way from those before it */
function listRequests(cache: QueryCache): string[] {
  return cache
    .getAll()
    .filter(
      ({ queryKey, state }) =>
        state.fetchStatus === 'fetching' && !isProbe(queryKey),
    )
    .map(({ queryHash, state }) =>
      [
        state.dataUpdateCount,
        state.errorUpdateCount,
        state.fetchFailureCount,
        queryHash,
      ].join(' '),
    );
}
