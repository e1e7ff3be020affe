import {
  VerdictLimits,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** The state, and the limit that was crossed or is next. */
export interface Comparison {
  state: Exclude<VerdictState, 'unknown'>;
  limit: number;
}

/** @param isBeyond - whether a value is on the wrong side of a limit */
export function compareWithLimits(
  value: number,
  { degraded, failing }: VerdictLimits,
  isBeyond: (value: number, limit: number) => boolean,
): Comparison {
  if (isBeyond(value, failing)) {
    return { state: 'failing', limit: failing };
  }
  return {
    state: isBeyond(value, degraded) ? 'degraded' : 'healthy',
    limit: degraded,
  };
}

export function isAbove(value: number, limit: number): boolean {
  return value > limit;
}

/** For limits that are part of what is wrong: a loss of 5 % is one. */
export function isAtLeast(value: number, limit: number): boolean {
  return value >= limit;
}

/**
 * @returns a value that no rounding makes the same as the limit that it is above:
 *   `just over 1 %` of 9 errors in 897 requests
 */
export function formatOver(
  value: number,
  limit: number,
  format: (value: number) => string,
): string {
  const text = format(value);
  return value > limit && text === format(limit) ? `just over ${text}` : text;
}

export function isBelow(value: number, limit: number): boolean {
  return value < limit;
}
