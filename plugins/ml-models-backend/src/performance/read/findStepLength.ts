import { BUCKETS_S, countSteps } from './PerformanceRange';

/** Of the steps that hold any, so many are to hold enough; others are drawn faint. */
const STEPS_ENOUGH_SHARE = 0.75;

export interface StepLengthOptions {
  span: { fromMs: number; untilMs: number };
  /** What came when, in seconds since the epoch. */
  counted: readonly { startS: number; count: number }[];
  /** What is enough for a step. */
  enough: number;
  /** No step may be shorter. */
  shortestS: number;
  /** Fewer of them make no line. */
  stepsMin: number;
  /** In which step of a length an instant lies. */
  stepOf: (startS: number, lengthS: number) => number;
}

/**
 * @returns the shortest length of which most steps hold enough, in seconds; where
 *   none is, the longest that still makes a line. Their mean would mislead: a few
 *   busy hours make up for no month of few records
 */
export function findStepLength(options: StepLengthOptions): number {
  const { span, shortestS, stepsMin } = options;
  const lengths = BUCKETS_S.filter(
    length => length >= shortestS && countSteps(span, length) >= stepsMin,
  );
  return (
    lengths.find(length => mostHoldEnough(options, length)) ??
    lengths[lengths.length - 1] ??
    shortestS
  );
}

function mostHoldEnough(
  { counted, enough, stepOf }: StepLengthOptions,
  lengthS: number,
): boolean {
  const sums = new Map<number, number>();
  for (const { startS, count } of counted) {
    const step = stepOf(startS, lengthS);
    sums.set(step, (sums.get(step) ?? 0) + count);
  }
  const held = [...sums.values()].filter(sum => sum > 0);
  const full = held.filter(sum => sum >= enough);
  return full.length >= held.length * STEPS_ENOUGH_SHARE;
}
