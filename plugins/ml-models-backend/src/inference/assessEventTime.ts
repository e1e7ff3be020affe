import { ModelPolicy } from './ModelPolicySource';
import { Rejection } from './ReportedInference';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far a sender's clock may be ahead of ours. */
const CLOCK_SKEW_MAX_MS = 5 * 60 * 1000;

/** @returns why a record of this time is not taken; undefined when it is */
export function assessEventTime(
  timeMs: number,
  { retentionDays }: ModelPolicy,
  nowMs: number,
): Rejection | undefined {
  if (timeMs > nowMs + CLOCK_SKEW_MAX_MS) {
    return { reason: 'more than 5 minutes in the future' };
  }
  if (timeMs < nowMs - retentionDays * DAY_MS) {
    return { reason: `older than the retention of ${retentionDays} days` };
  }
  return undefined;
}
