import { Completeness } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { cutIntoBuckets, spreadOverBuckets } from '../../../charts/timeBuckets';
import {
  ChartMarker,
  Samples,
  TimeSeries,
} from '../../../charts/TimeSeriesChart/timeSeries';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { formatPercent } from '../../../components/formatNumber/formatNumber';

/** From what was lost on: all that is recorded stands at the top. */
const SHARES = { fromZero: false, ceiling: 1 };

export interface CompletenessChartProps {
  completeness: Completeness;
  markers: readonly ChartMarker[];
  onZoom: (from: number, until: number) => void;
}

/** When records got lost, version by version. */
export function CompletenessChart(props: CompletenessChartProps) {
  const { completeness, markers, onZoom } = props;
  const { buckets, series, samples } = useMemo(
    () => completenessSeries(completeness),
    [completeness],
  );
  return (
    <TimeSeriesChart
      title="Recorded"
      unit="share of what was served"
      buckets={buckets}
      series={series}
      samples={samples}
      markers={markers}
      format={formatPercent}
      formatAxis={formatPercent}
      yAxis={SHARES}
      heightPx={110}
      onZoom={onZoom}
    />
  );
}

function completenessSeries(completeness: Completeness) {
  const { versions, bucketSeconds } = completeness;
  const starts = versions.flatMap(({ series }) =>
    series.map(({ start }) => Date.parse(start)),
  );
  const buckets = cutIntoBuckets({
    from: Date.parse(completeness.from),
    until: Date.parse(completeness.until),
    bucketMs: bucketSeconds * 1_000,
    alignedTo: starts[0],
  });
  const spread = versions
    .filter(version => version.series.length > 0)
    .map(({ version, series }) => ({
      version,
      points: spreadOverBuckets(buckets, series, ({ start }) =>
        Date.parse(start),
      ),
    }));
  const series = spread.map(
    ({ version, points }, index): TimeSeries => ({
      name: `version ${version}`,
      shape: 'line',
      tone: { palette: index },
      values: points.map(point => point && point.stored / point.expected),
    }),
  );
  const samples: Samples = {
    noun: versions.every(({ basis }) => basis === 'sequence')
      ? 'record'
      : 'request',
    counts: buckets.starts.map((_, at) =>
      spread.reduce<number | null>(
        (sum, { points }) =>
          points[at] ? (sum ?? 0) + points[at].expected : sum,
        null,
      ),
    ),
  };
  return { buckets, series, samples };
}
