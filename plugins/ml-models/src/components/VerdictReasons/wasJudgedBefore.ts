import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';

/** Younger, a verdict may be read as the present. */
export const PRESENT_MS = 60_000;

/**
 * @param now - milliseconds since 1970
 * @returns whether it was judged so long ago that it may differ from the numbers
 *   beside it
 */
export function wasJudgedBefore(verdict: Verdict, now: number): boolean {
  const wasJudged = verdict.limits !== undefined;
  return wasJudged && now - Date.parse(verdict.judgedAt) > PRESENT_MS;
}
