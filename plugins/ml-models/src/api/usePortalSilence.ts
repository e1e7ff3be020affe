import {
  notifyManager,
  Query,
  QueryCache,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isNoAnswer } from './isNoAnswer';

/**
 * Of what asks the portal whether it answers: true or false, and no error, which
 * is forgotten as soon as a query that has read nothing yet is asked again.
 */
export const PROBE_KEY = ['ml-models', 'portal-probe'];

/** Neither answered nor failed. */
const NEVER = 0;

/**
 * Whether the last request that ended, of all that this page sent, got no answer.
 *
 * @returns milliseconds since 1970 of the last answer, 0 if there was none;
 *   undefined: the portal answers
 */
export function usePortalSilence(): number | undefined {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (onChange: () => void) =>
      cache.subscribe(notifyManager.batchCalls(onChange)),
    [cache],
  );
  return useSyncExternalStore(subscribe, () => findSilence(cache));
}

function findSilence(cache: QueryCache): number | undefined {
  const queries = cache.getAll();
  const answered = Math.max(NEVER, ...queries.map(answeredAt));
  const lost = Math.max(NEVER, ...queries.map(lostAt));
  return lost > answered ? answered : undefined;
}

/** A refusal is an answer, too. */
function answeredAt({ queryKey, state }: Query<unknown, Error>): number {
  if (isProbe(queryKey)) {
    return state.data === true ? state.dataUpdatedAt : NEVER;
  }
  const refusedAt =
    state.error && !isNoAnswer(state.error) ? state.errorUpdatedAt : NEVER;
  return Math.max(state.dataUpdatedAt, refusedAt);
}

function lostAt({ queryKey, state }: Query<unknown, Error>): number {
  if (isProbe(queryKey)) {
    return state.data === false ? state.dataUpdatedAt : NEVER;
  }
  return state.error && isNoAnswer(state.error) ? state.errorUpdatedAt : NEVER;
}

/** Whether a query is the one that asks whether the portal answers. */
export function isProbe([first, second]: readonly unknown[]): boolean {
  return first === PROBE_KEY[0] && second === PROBE_KEY[1];
}
