import { DRIFT_SAMPLES_MIN } from '@noshelfware/backstage-plugin-ml-models-common';
import { findStepLength } from './findStepLength';
import { StoredWindow } from './readWindows';
import { cutInto, cutRange, PerformanceRange } from './PerformanceRange';
import { DAY_S, HOUR_S } from '../profile/WindowKey';

/** Cells beside each other that can still be told apart at 800 px. */
const STEPS_MAX = 60;

/**
 * Records that most steps with any should have; where there are fewer, steps are longer
 * instead of blank. Of days, what a decision takes: with 150 records, chance
 * alone comes to 0.1. Of hours, which say less anyway, twice what a distance needs.
 */
const RECORDS_PER_STEP = { days: DRIFT_SAMPLES_MIN, hours: 200 };

/** Longer steps than a part of the range make no line, however few the records. */
const STEPS_MIN = 3;

/** A range from which on steps are days. */
const DAYS_FROM_S = STEPS_MIN * DAY_S;

export interface CutForDriftOptions {
  span: { fromMs: number; untilMs: number };
  /** How the rest of the report is cut: no windows are read that are longer. */
  range: PerformanceRange;
  /** What drift is drawn of. */
  windows: readonly Pick<StoredWindow, 'requests' | 'startS'>[];
  nowMs: number;
}

/**
 * Cuts a range into steps that drift is drawn in. Those of less than a day differ
 * from a baseline of whole days by their time of day alone; so ranges of some days
 * have steps of whole days. They end now, lest the last one be a part of a day, and
 * the first may begin before the range for the same reason.
 */
export function cutForDrift(options: CutForDriftOptions): PerformanceRange {
  const { span, range, nowMs } = options;
  const inDays = (span.untilMs - span.fromMs) / 1000 >= DAYS_FROM_S;
  const perStep = RECORDS_PER_STEP[inDays ? 'days' : 'hours'];
  const { bucketS: shortestS } = cutRange(span, STEPS_MAX, nowMs);
  if (!inDays) {
    return cutInto(span, lengthFor(options, perStep, shortestS));
  }
  // Where days are read whole, a step of one that ends now would be cut short.
  const leastS = range.bucketS < DAY_S ? DAY_S : 2 * DAY_S;
  const bucketS = lengthFor(options, perStep, Math.max(shortestS, leastS));
  const endMs = Math.min(span.untilMs, nowMs);
  const untilS = Math.ceil(endMs / 1000 / HOUR_S) * HOUR_S;
  const steps = Math.max(1, Math.ceil((endMs - span.fromMs) / 1000 / bucketS));
  return { fromS: untilS - steps * bucketS, untilS, bucketS };
}

function lengthFor(
  { span, windows }: CutForDriftOptions,
  perStep: number,
  shortestS: number,
): number {
  const counted = windows.map(({ startS, requests }) => ({
    startS,
    count: Number(requests),
  }));
  const records = counted.reduce((sum, { count }) => sum + count, 0);
  const newestS = counted.reduce((max, it) => Math.max(max, it.startS), 0);
  return findStepLength({
    span,
    counted,
    // As many as any could hold: a few minutes make no step of weeks.
    enough: Math.min(perStep, records),
    shortestS,
    stepsMin: STEPS_MIN,
    // The last one ends with the newest.
    stepOf: (startS, lengthS) => Math.floor((newestS - startS) / lengthS),
  });
}
