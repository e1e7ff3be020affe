import {
  notifyManager,
  QueryCache,
  QueryState,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isNoAnswer } from './isNoAnswer';

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
  const states = cache.getAll().map(({ state }) => state);
  const answered = Math.max(NEVER, ...states.map(answeredAt));
  const lost = Math.max(NEVER, ...states.map(lostAt));
  return lost > answered ? answered : undefined;
}

/** A refusal is an answer, too. */
function answeredAt(state: QueryState<unknown, Error>): number {
  const refusedAt =
    state.error && !isNoAnswer(state.error) ? state.errorUpdatedAt : NEVER;
  return Math.max(state.dataUpdatedAt, refusedAt);
}

function lostAt({ error, errorUpdatedAt }: QueryState<unknown, Error>): number {
  return error && isNoAnswer(error) ? errorUpdatedAt : NEVER;
}
