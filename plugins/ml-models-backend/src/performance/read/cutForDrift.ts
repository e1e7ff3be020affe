import { StoredWindow } from './readWindows';
import { BUCKETS_S, cutRange, PerformanceRange } from './PerformanceRange';
import { DAY_S, HOUR_S } from '../profile/WindowKey';

/** Cells beside each other that can still be told apart at 800 px. */
const STEPS_MAX = 60;

/**
 * Records that a step should have on average: twice what a distance needs, since
 * traffic is uneven. Where there are fewer, steps are longer instead of blank.
 */
const RECORDS_PER_STEP = 200;

/** A range from which on steps are days: three points are the least of a line. */
const DAYS_FROM_S = 3 * DAY_S;

export interface CutForDriftOptions {
  span: { fromMs: number; untilMs: number };
  /** How the rest of the report is cut: no windows are read that are longer. */
  range: PerformanceRange;
  /** What drift is drawn of. */
  windows: readonly Pick<StoredWindow, 'requests'>[];
  nowMs: number;
}

/**
 * Cuts a range into steps that drift is drawn in. Those of less than a day differ
 * from a baseline of whole days by their time of day alone; so ranges of some days
 * have steps of whole days. They end now, lest the last one be a part of a day, and
 * the first may begin before the range for the same reason.
 */
export function cutForDrift(options: CutForDriftOptions): PerformanceRange {
  const { span, range, windows, nowMs } = options;
  const cut = cutRange(span, countSteps(windows), nowMs);
  const spanS = (span.untilMs - span.fromMs) / 1000;
  if (spanS < DAYS_FROM_S) {
    return cut;
  }
  // Where days are read whole, a step of one that ends now would be cut short.
  const leastS = range.bucketS < DAY_S ? DAY_S : 2 * DAY_S;
  const bucketS = lengthOf(Math.max(cut.bucketS, leastS));
  const endMs = Math.min(span.untilMs, nowMs);
  const untilS = Math.ceil(endMs / 1000 / HOUR_S) * HOUR_S;
  const steps = Math.max(1, Math.ceil((endMs - span.fromMs) / 1000 / bucketS));
  return { fromS: untilS - steps * bucketS, untilS, bucketS };
}

function countSteps(windows: CutForDriftOptions['windows']): number {
  const records = windows.reduce((sum, it) => sum + Number(it.requests), 0);
  const wanted = Math.floor(records / RECORDS_PER_STEP);
  return Math.min(Math.max(wanted, 1), STEPS_MAX);
}

function lengthOf(leastS: number): number {
  return BUCKETS_S.find(length => length >= leastS) ?? leastS;
}
