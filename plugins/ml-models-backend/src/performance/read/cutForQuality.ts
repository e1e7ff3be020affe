import {
  QUALITY_OUTCOMES_MIN,
  SeriesPoint,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { findStepLength } from './findStepLength';
import { cutInto, PerformanceRange } from './PerformanceRange';

/** Longer steps than a part of this make no line, however few the outcomes. */
const STEPS_MIN = 4;

export interface CutForQualityOptions {
  span: { fromMs: number; untilMs: number };
  /** How the rest of the report is cut. */
  range: PerformanceRange;
  /** The points of the rest of the report. */
  series: readonly Pick<SeriesPoint, 'start' | 'labels'>[];
}

/**
 * Cuts a range into steps that quality is drawn in: of 50 outcomes, chance alone
 * moves an accuracy by 14 points. The steps are the shortest of which most hold as
 * many outcomes as a verdict takes; where none do, they are as long as still makes a
 * line.
 *
 * @returns undefined where the steps of the rest of the report are long enough
 */
export function cutForQuality(
  options: CutForQualityOptions,
): PerformanceRange | undefined {
  const { span, range, series } = options;
  const labelled = series
    .filter(({ labels }) => labels > 0)
    .map(({ start, labels }) => ({
      startS: Date.parse(start) / 1000,
      count: labels,
    }));
  if (labelled.length === 0) {
    return undefined;
  }
  const bucketS = findStepLength({
    span,
    counted: labelled,
    enough: QUALITY_OUTCOMES_MIN,
    shortestS: range.bucketS,
    stepsMin: STEPS_MIN,
    stepOf: (startS, lengthS) => Math.floor(startS / lengthS),
  });
  return bucketS === range.bucketS ? undefined : cutInto(span, bucketS);
}
