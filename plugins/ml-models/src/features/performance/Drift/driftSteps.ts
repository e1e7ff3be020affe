import {
  DRIFT_SAMPLES_MIN,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  cutIntoBuckets,
  findBucket,
  TimeBuckets,
} from '../../../charts/timeBuckets';
import { TOO_FEW } from '../../../components/formatNumber/tooFew';

const DAY_SECONDS = 24 * 60 * 60;
const WEEK_SECONDS = 7 * DAY_SECONDS;

/** Steps that drift is drawn in, on the report's whole time axis. */
export interface DriftSteps {
  buckets: TimeBuckets;
  /** @returns one value per bucket; `nothing` where the report has none */
  spread: <T>(values: readonly T[], nothing: T) => T[];
}

export function driftSteps(
  report: PerformanceReport,
  {
    starts,
    bucketSeconds,
  }: Pick<PerformanceReport['heatmap'], 'starts' | 'bucketSeconds'>,
): DriftSteps {
  const first = starts[0] === undefined ? undefined : Date.parse(starts[0]);
  const from = Date.parse(report.from);
  const buckets = cutIntoBuckets({
    // The first one may begin before the range.
    from: Math.min(from, first ?? from),
    until: Date.parse(report.until),
    bucketMs: bucketSeconds * 1_000,
    alignedTo: first,
  });
  const places = starts.map(start => findBucket(buckets, Date.parse(start)));
  return {
    buckets,
    spread: (values, nothing) => {
      const all = buckets.starts.map(() => nothing);
      places.forEach((place, index) => {
        if (place !== undefined) {
          all[place] = values[index];
        }
      });
      return all;
    },
  };
}

/** @returns what is compared with, by the buckets that it is drawn beside */
export function alignSteps(
  buckets: TimeBuckets,
  there: { buckets: TimeBuckets; values: ReadonlyArray<number | null> },
  shiftMs: number,
): Array<number | null> {
  return buckets.starts.map(start => {
    const middle = start + buckets.bucketMs / 2 - shiftMs;
    const place = findBucket(there.buckets, middle);
    return place === undefined ? null : there.values[place] ?? null;
  });
}

/** Of steps: whether none is drawn, some are faint, the first begins before the range. */
export interface DrawnSteps {
  isEmpty: boolean;
  hasFaint: boolean;
  beginsBefore: boolean;
}

/** @returns what has to be known of steps that a verdict would not be given by */
export function noteOfSteps(
  bucketSeconds: number,
  { isEmpty, hasFaint, beginsBefore }: DrawnSteps,
): string | undefined {
  const notes = [
    bucketSeconds < DAY_SECONDS &&
      'A step shorter than a day may differ from the baseline by its time of day: the verdict compares 24 hours',
    hasFaint &&
      `Faint: fewer than ${DRIFT_SAMPLES_MIN} records in the step, ${TOO_FEW}: it may be chance`,
    beginsBefore &&
      'Steps are whole: the first begins before the range, and counts what came then',
  ];
  return isEmpty ? undefined : notes.filter(Boolean).join('. ') || undefined;
}

/** @returns whether the first step has records from before the range, too */
export function reachesBack(
  { from }: Pick<PerformanceReport, 'from'>,
  { starts, n }: Pick<PerformanceReport['predictionDrift'], 'starts' | 'n'>,
): boolean {
  const [first] = starts;
  return (
    first !== undefined && n[0] > 0 && Date.parse(first) < Date.parse(from)
  );
}

/** @returns why what follows the calendar seems to drift in steps that hold part of it */
export function noteOfCalendar(bucketSeconds: number): string | undefined {
  return bucketSeconds < WEEK_SECONDS
    ? 'An input that follows the calendar, such as a day of the week, differs in steps shorter than its cycle, and in the verdict’s 24 hours'
    : undefined;
}
