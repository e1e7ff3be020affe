import { makeStyles } from '@material-ui/core/styles';
import { PointerEvent, useMemo } from 'react';
import { formatCountOf } from '../../components/formatNumber/formatNumber';
import { CursorTooltip } from '../CursorLayer/CursorTooltip';
import { TooltipRows } from '../CursorLayer/TooltipRows';
import { EChart } from '../EChart/EChart';
import type { DrawCanvas } from '../EChart/useDrawing';
import { pixelToShare, shareToPixel } from '../plotArea';
import { bucketShare, findBucket, TimeBuckets } from '../timeBuckets';
import { formatBucket } from '../TimeSeriesChart/formatBucket';
import { markersIn } from '../TimeSeriesChart/markerLines';
import { ChartMarker } from '../TimeSeriesChart/timeSeries';
import { useChartTheme } from '../useChartTheme';
import { useElementWidth } from '../useElementWidth';
import { heatColor } from './heatColor';
import { HeatmapReading, HeatmapRow, readHeatmapCell } from './heatmap';
import {
  HEATMAP_AXIS_PX,
  HEATMAP_MARGIN_PX,
  heatmapOption,
} from './heatmapOption';

const useStyles = makeStyles(theme => ({
  root: { position: 'relative', flex: 1, minWidth: 0 },
  layer: { position: 'absolute', inset: 0, cursor: 'pointer' },
  line: {
    position: 'absolute',
    top: 0,
    bottom: HEATMAP_AXIS_PX,
    width: 1,
    backgroundColor: theme.palette.text.secondary,
  },
  row: {
    position: 'absolute',
    outline: `1px solid ${theme.palette.text.secondary}`,
    outlineOffset: -1,
  },
}));

export interface HeatmapCellsProps {
  buckets: TimeBuckets;
  /** Those in view. */
  rows: readonly HeatmapRow[];
  rowPx: number;
  limit: number;
  reading: HeatmapReading;
  markers: readonly ChartMarker[];
  /** Where the cursor is, among the rows in view. */
  row: number | undefined;
  bucket: number | undefined;
  onMove: (row: number | undefined, bucket: number | undefined) => void;
  onPick: (row: number) => void;
  onDrawn: (draw: DrawCanvas) => void;
}

/** The coloured cells in view, with the pointer over them. */
export function HeatmapCells(props: HeatmapCellsProps) {
  const classes = useStyles();
  const { buckets, rows, rowPx, limit, reading, markers, row, bucket } = props;
  const { leastN } = reading;
  const theme = useChartTheme();
  const [measure, widthPx] = useElementWidth();
  const { left, right } = HEATMAP_MARGIN_PX;
  const span = { widthPx, leftPx: left, rightPx: right };
  const heightPx = rows.length * rowPx + HEATMAP_AXIS_PX;
  const option = useMemo(
    () =>
      heatmapOption({
        ...{ theme, buckets, rows, limit, leastN, markers, rowPx, widthPx },
      }),
    [theme, buckets, rows, limit, leastN, markers, rowPx, widthPx],
  );
  const placeOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = pixelToShare(span, event.clientX - box.left);
    const time = buckets.from + share * (buckets.until - buckets.from);
    const rowAt = Math.floor((event.clientY - box.top) / rowPx);
    return {
      row: rowAt >= 0 && rowAt < rows.length ? rowAt : undefined,
      bucket: findBucket(buckets, time),
    };
  };
  const xPx =
    bucket === undefined
      ? undefined
      : shareToPixel(span, bucketShare(buckets, bucket));
  return (
    <div ref={measure} className={classes.root}>
      <EChart {...{ option, widthPx, heightPx }} onDrawn={props.onDrawn} />
      {/* Keys are handled by the list of rows around it. */}
      <div
        data-testid="heatmap-cells"
        className={classes.layer}
        onPointerMove={event => {
          const place = placeOf(event);
          props.onMove(place.row, place.bucket);
        }}
        onPointerUp={event => {
          const place = placeOf(event);
          if (place.row !== undefined) {
            props.onPick(place.row);
          }
        }}
        onPointerLeave={() => props.onMove(undefined, undefined)}
      >
        {xPx !== undefined && (
          <div className={classes.line} style={{ left: xPx }} />
        )}
        {row !== undefined && rows[row] && (
          <div
            className={classes.row}
            style={{ top: row * rowPx, height: rowPx, left, right }}
          />
        )}
        {xPx !== undefined &&
          bucket !== undefined &&
          row !== undefined &&
          rows[row] && (
            <CursorTooltip xPx={xPx} widthPx={widthPx}>
              <CellTooltip
                {...{ buckets, bucket, limit, reading, markers }}
                row={rows[row]}
              />
            </CursorTooltip>
          )}
      </div>
    </div>
  );
}

function CellTooltip(props: {
  buckets: TimeBuckets;
  bucket: number;
  limit: number;
  reading: HeatmapReading;
  markers: readonly ChartMarker[];
  row: HeatmapRow;
}) {
  const theme = useChartTheme();
  const { buckets, bucket, row } = props;
  const value = row.values[bucket] ?? null;
  return (
    <TooltipRows
      head={formatBucket(buckets.starts[bucket], buckets.bucketMs)}
      rows={[
        {
          name: row.name,
          color:
            value === null ? undefined : heatColor(theme, value, props.limit),
          value: readHeatmapCell(row, bucket, props.reading),
        },
      ]}
      foot={
        <>
          {`n = ${formatCountOf(row.n[bucket] ?? 0, 'record')}`}
          {markersIn(buckets, props.markers, bucket).map(({ time, text }) => (
            <div key={`${time} ${text}`}>{text}</div>
          ))}
        </>
      }
    />
  );
}
