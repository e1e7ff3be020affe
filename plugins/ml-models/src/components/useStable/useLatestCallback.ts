import { useCallback, useRef } from 'react';

/**
 * @returns one and the same function for as long as the component lives, which calls
 *   the last one that was given: so that what is dear to draw is not drawn anew
 */
export function useLatestCallback<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(callback);
  latest.current = callback;
  return useCallback((...args: Args) => latest.current(...args), []);
}
