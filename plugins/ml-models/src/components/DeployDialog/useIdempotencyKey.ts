import { useMemo } from 'react';

/**
 * A key that stays as long as the same is asked for: pressed twice, or again after
 * an answer that got lost, it asks once.
 *
 * @param asked - what the HTTP API is asked for
 */
export function useIdempotencyKey(asked: object): string {
  const words = JSON.stringify(asked);
  // Its words decide, not which object holds them.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(randomKey, [words]);
}

/** 128 random bits; `randomUUID` is for pages from https and localhost only. */
function randomKey(): string {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return `portal:${[...parts].map(part => part.toString(36)).join('-')}`;
}
