import { ChartTheme } from '../chartTheme';
import type { SeriesOption } from '../EChart/chartOption';
import { findBucket, TimeBuckets } from '../timeBuckets';
import { ChartMarker, EVENT_SIGN } from './timeSeries';

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
  const labels = placeLabels(within, pxOf);
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
        name: labels[index],
        xAxis: marker.time,
      })),
    },
  };
}

/**
 * Of labels that would cover one another the newest stays, and with it the sign
 * of an event beside a version, or the other way round; the cursor tells all.
 *
 * @param markers - oldest first
 */
function placeLabels(
  markers: readonly ChartMarker[],
  pxOf: (marker: ChartMarker) => number,
): string[] {
  const labels = markers.map(() => '');
  let shown = markers.length - 1;
  for (let index = shown; index >= 0; index -= 1) {
    const { label } = markers[index];
    if (pxOf(markers[shown]) - pxOf(markers[index]) >= LABEL_PX) {
      shown = index;
    }
    labels[shown] = shown === index ? label : besideOlder(labels[shown], label);
  }
  return labels;
}

function besideOlder(label: string, older: string): string {
  const tellsBoth = label !== EVENT_SIGN && label.includes(EVENT_SIGN);
  const isOther = (label === EVENT_SIGN) !== (older === EVENT_SIGN);
  return isOther && !tellsBoth ? `${older} ${label}` : label;
}

/** @returns those of a bucket */
export function markersIn(
  buckets: TimeBuckets,
  markers: readonly ChartMarker[],
  index: number,
): ChartMarker[] {
  return markers.filter(({ time }) => findBucket(buckets, time) === index);
}
