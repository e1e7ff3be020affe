import {
  PerformanceReport,
  SeriesPoint,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  cutIntoBuckets,
  spreadOverBuckets,
  TimeBuckets,
} from '../../../charts/timeBuckets';
import { chartMarkers } from '../../../charts/TimeSeriesChart/chartMarkers';
import {
  ChartMarker,
  TimeSeries,
} from '../../../charts/TimeSeriesChart/timeSeries';
import { ComparedReport } from '../Comparison/comparison';

/** A report's series on one time axis, with gaps where nothing was recorded. */
export interface Timeline {
  buckets: TimeBuckets;
  points: ReadonlyArray<SeriesPoint | null>;
  markers: readonly ChartMarker[];
  /** The same stretch of another version, or an earlier stretch moved here. */
  compared?: ComparedPoints;
}

type PickValue = (point: SeriesPoint) => number | undefined;

export interface ComparedPoints extends ComparedReport {
  /** One per bucket: the point whose time falls on the bucket's middle. */
  points: ReadonlyArray<SeriesPoint | null>;
  /** What counts are multiplied by where the points are of longer buckets. */
  countScale: number;
}

export function timelineOf(
  report: PerformanceReport,
  comparison?: ComparedReport,
): Timeline {
  const buckets = cutIntoBuckets({
    from: Date.parse(report.from),
    until: Date.parse(report.until),
    bucketMs: report.bucketSeconds * 1_000,
    alignedTo: report.series[0] && Date.parse(report.series[0].start),
  });
  return {
    buckets,
    points: spreadOverBuckets(buckets, report.series, ({ start }) =>
      Date.parse(start),
    ),
    markers: chartMarkers(report.markers),
    compared: comparison && alignCompared(buckets, comparison),
  };
}

/** The same in steps that hold enough outcomes, on the axis of the charts beside it. */
export function qualityTimelineOf(
  report: PerformanceReport,
  timeline: Timeline,
): Timeline {
  const { compared, buckets: axis } = timeline;
  if (!report.quality && !compared?.report.quality) {
    return timeline;
  }
  const { buckets, ...rest } = timelineOf(
    inQualitySteps(report),
    compared && { ...compared, report: inQualitySteps(compared.report) },
  );
  return {
    ...rest,
    buckets: { ...buckets, from: axis.from, until: axis.until },
  };
}

function inQualitySteps(report: PerformanceReport): PerformanceReport {
  return { ...report, ...report.quality };
}

/** Older stretches are kept in longer buckets, so one point may fill several. */
function alignCompared(
  buckets: TimeBuckets,
  compared: ComparedReport,
): ComparedPoints {
  const { report, shiftMs } = compared;
  const bucketMs = report.bucketSeconds * 1_000;
  const points = new Map(
    report.series.map(point => [Date.parse(point.start), point]),
  );
  const first = report.series[0] ? Date.parse(report.series[0].start) : 0;
  return {
    ...compared,
    countScale: buckets.bucketMs / bucketMs,
    points: buckets.starts.map(start => {
      const time = start + buckets.bucketMs / 2 - shiftMs;
      const place = Math.floor((time - first) / bucketMs);
      return points.get(first + place * bucketMs) ?? null;
    }),
  };
}

/**
 * @param of - the series it stands beside
 * @param counts - whether the values are counts, which longer buckets have more of
 * @param n - what each value rests on
 * @param errorMax - how far off each value may be
 * @returns what a series is compared with, as a series; none without a comparison
 */
export function comparedSeries(
  { compared }: Timeline,
  of: Pick<TimeSeries, 'name' | 'tone'>,
  pick: PickValue,
  {
    counts = false,
    n,
    leastN,
    errorMax,
  }: {
    counts?: boolean;
    n?: PickValue;
    leastN?: number;
    errorMax?: PickValue;
  } = {},
): TimeSeries[] {
  if (!compared) {
    return [];
  }
  const { label, points, countScale } = compared;
  const scale = counts ? countScale : 1;
  return [
    {
      name: `${of.name}, ${label}`,
      shape: 'line',
      tone: of.tone,
      compares: { series: of.name, label },
      values: pickEach(points, pick).map(value =>
        value === null ? null : value * scale,
      ),
      n: n && pickEach(points, n),
      leastN,
      errorMax: errorMax && pickEach(points, errorMax),
    },
  ];
}

/** @returns one value per bucket; null where there is no point or no value */
export function valuesOf(
  timeline: Timeline,
  pick: PickValue,
): Array<number | null> {
  return pickEach(timeline.points, pick);
}

function pickEach(
  points: Timeline['points'],
  pick: PickValue,
): Array<number | null> {
  return points.map(point => (point === null ? null : pick(point) ?? null));
}
