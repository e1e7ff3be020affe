import { ChartTheme } from '../chartTheme';
import type { ChartOption } from '../EChart/chartOption';
import { HALF_LABEL_PX } from '../plotArea';
import { TimeBuckets } from '../timeBuckets';
import { markerLines } from '../TimeSeriesChart/markerLines';
import { timeAxis } from '../TimeSeriesChart/timeAxis';
import { ChartMarker } from '../TimeSeriesChart/timeSeries';
import { heatColor } from './heatColor';
import { HeatmapRow } from './heatmap';

/** Height of the time axis under the cells. */
export const HEATMAP_AXIS_PX = 22;

/** Nothing stands beside the cells, yet labels of time reach over both ends. */
export const HEATMAP_MARGIN_PX = {
  left: HALF_LABEL_PX,
  right: HALF_LABEL_PX,
  top: 0,
  bottom: HEATMAP_AXIS_PX,
};

export interface HeatmapDrawing {
  theme: ChartTheme;
  buckets: TimeBuckets;
  /** Only those in view. */
  rows: readonly HeatmapRow[];
  limit: number;
  /** Cells that rest on fewer are faint. */
  leastN: number;
  markers: readonly ChartMarker[];
  rowPx: number;
  widthPx: number;
}

/** Of what may be chance, so that the eye is not drawn to it. */
const FAINT = 0.4;

/**
 * Cells are a custom series over a time axis and no heat map series, whose
 * axes are categories: so it lines up with the charts above, gaps included.
 */
export function heatmapOption(drawing: HeatmapDrawing): ChartOption {
  const { theme, buckets, rows, limit, leastN, rowPx } = drawing;
  const { left: leftPx, right: rightPx } = HEATMAP_MARGIN_PX;
  const cells = rows.flatMap((row, rowIndex) =>
    buckets.starts.flatMap((start, index) => {
      const value = row.values[index] ?? null;
      const opacity = row.n[index] < leastN ? FAINT : 1;
      return value === null ? [] : [[start, rowIndex, value, opacity]];
    }),
  );
  return {
    animation: false,
    grid: { ...HEATMAP_MARGIN_PX, outerBoundsMode: 'none' },
    xAxis: timeAxis(theme, buckets, drawing.widthPx - leftPx - rightPx),
    yAxis: {
      type: 'value',
      inverse: true,
      min: 0,
      max: rows.length,
      show: false,
    },
    series: [
      {
        type: 'custom',
        silent: true,
        clip: true,
        data: cells,
        encode: { x: 0, y: 1 },
        renderItem: (_, api) => {
          const start = Number(api.value(0));
          const [left, top] = api.coord([start, api.value(1)]);
          const [right] = api.coord([start + buckets.bucketMs, 0]);
          return {
            type: 'rect',
            shape: {
              x: left + 0.5,
              y: top + 1,
              width: Math.max(1, right - left - 1),
              height: rowPx - 2,
            },
            style: {
              fill: heatColor(theme, Number(api.value(2)), limit),
              opacity: Number(api.value(3)),
            },
          };
        },
      },
      // Their labels stand above the charts of the same time axis.
      markerLines(drawing),
    ],
  };
}
