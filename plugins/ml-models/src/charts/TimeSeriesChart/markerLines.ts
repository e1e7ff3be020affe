import { ChartTheme } from '../chartTheme';
import type { SeriesOption } from '../EChart/chartOption';
import { findBucket, TimeBuckets } from '../timeBuckets';
import { ChartMarker } from './timeSeries';

/** Room that the label of a marker takes, e.g. `v12`. */
const LABEL_PX = 24;

export interface MarkerLines {
  theme: ChartTheme;
  buckets: TimeBuckets;
  markers: readonly ChartMarker[];
  /** Width of the plot that labels stand above; default: no labels. */
  labelledOverPx?: number;
}

/** A line for each event on the time axis. */
export function markerLines(lines: MarkerLines): SeriesOption {
  const { theme, buckets, labelledOverPx = 0 } = lines;
  const within = lines.markers
    .filter(({ time }) => time >= buckets.from && time <= buckets.until)
    .sort((a, b) => a.time - b.time);
  const pxOf = ({ time }: ChartMarker) =>
    (labelledOverPx * (time - buckets.from)) / (buckets.until - buckets.from);
  // Of labels that would cover one another the newest stays; the cursor tells all.
  const isCovered = (marker: ChartMarker, index: number) =>
    within[index + 1] !== undefined &&
    pxOf(within[index + 1]) - pxOf(marker) < LABEL_PX;
  return {
    type: 'line',
    data: [],
    silent: true,
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.marker, width: 1, type: [2, 3] },
      label: {
        show: labelledOverPx > 0,
        formatter: '{b}',
        color: theme.textMuted,
        fontFamily: theme.fontFamily,
        fontSize: 10,
        distance: 3,
      },
      data: within.map((marker, index) => ({
        name: isCovered(marker, index) ? '' : marker.label,
        xAxis: marker.time,
      })),
    },
  };
}

/** @returns those of a bucket */
export function markersIn(
  buckets: TimeBuckets,
  markers: readonly ChartMarker[],
  index: number,
): ChartMarker[] {
  return markers.filter(({ time }) => findBucket(buckets, time) === index);
}
