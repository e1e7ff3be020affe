import { useMemo } from 'react';
import { formatNumber } from '../../../components/formatNumber/formatNumber';
import { HeatmapRow } from '../../../charts/HeatmapChart/heatmap';
import { TimeBuckets } from '../../../charts/timeBuckets';
import {
  ChartMarker,
  TimeSeries,
} from '../../../charts/TimeSeriesChart/timeSeries';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { ComparedRow } from './comparedDrift';
import { DISTANCES } from '../OverTime/ChartProps';
import { limitLine } from './limitLine';

export interface FeatureOverTimeProps {
  row: HeatmapRow;
  /** Distance from which on it is drift; absent while not known. */
  limit?: number;
  before?: ComparedRow;
  buckets: TimeBuckets;
  markers: readonly ChartMarker[];
  heightPx: number;
  onZoom: (from: number, until: number) => void;
}

/** A feature's distance to its baseline over time. */
export function FeatureOverTime(props: FeatureOverTimeProps) {
  const { row, before } = props;
  const series = useMemo<TimeSeries[]>(
    () => [
      {
        name: 'distance',
        shape: 'line',
        tone: { palette: 3 },
        values: row.values,
      },
      ...(before
        ? [
            {
              name: `distance, ${before.label}`,
              shape: 'line' as const,
              tone: { palette: 3 },
              values: before.values,
              compares: { series: 'distance', label: before.label },
            },
          ]
        : []),
    ],
    [row, before],
  );
  const references = useMemo(() => limitLine(props.limit), [props.limit]);
  const samples = useMemo(() => ({ noun: 'record', counts: row.n }), [row]);
  return (
    <TimeSeriesChart
      title="Distance to the baseline"
      unit="Jensen-Shannon, 0 to 1"
      buckets={props.buckets}
      series={series}
      samples={samples}
      references={references}
      yAxis={DISTANCES}
      format={value => formatNumber(value)}
      markers={props.markers}
      heightPx={props.heightPx}
      empty="Too few records in any step to compare."
      onZoom={props.onZoom}
    />
  );
}
