import {
  PerformanceReport,
  SeriesPoint,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  cutIntoBuckets,
  spreadOverBuckets,
  TimeBuckets,
} from '../../../charts/timeBuckets';
import { ChartMarker } from '../../../charts/TimeSeriesChart/timeSeries';

/** A report's series on one time axis, with gaps where nothing was recorded. */
export interface Timeline {
  buckets: TimeBuckets;
  points: ReadonlyArray<SeriesPoint | null>;
  markers: readonly ChartMarker[];
}

export function timelineOf(report: PerformanceReport): Timeline {
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
    markers: report.markers.map(({ time, kind, version, text }) => ({
      time: Date.parse(time),
      label: version === undefined || kind === 'verdict' ? '◆' : `v${version}`,
      text,
    })),
  };
}

/** @returns one value per bucket; null where there is no point or no value */
export function valuesOf(
  timeline: Timeline,
  pick: (point: SeriesPoint) => number | undefined,
): Array<number | null> {
  return timeline.points.map(point =>
    point === null ? null : pick(point) ?? null,
  );
}
