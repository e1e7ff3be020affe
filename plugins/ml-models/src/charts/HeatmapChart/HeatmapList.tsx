import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId, useRef, useState } from 'react';
import type { DrawCanvas } from '../EChart/useDrawing';
import { TimeBuckets } from '../timeBuckets';
import { markersIn } from '../TimeSeriesChart/markerLines';
import { ChartMarker } from '../TimeSeriesChart/timeSeries';
import { describeHeatmapCell, HeatmapReading, HeatmapRow } from './heatmap';
import { HeatmapCells } from './HeatmapCells';
import { HeatmapLabels } from './HeatmapLabels';
import { HEATMAP_AXIS_PX } from './heatmapOption';
import { useHeatmapKeys } from './useHeatmapKeys';
import { useHeatmapPlace } from './useHeatmapPlace';
import { RowWindow } from './useRowWindow';

const useStyles = makeStyles(theme => ({
  scroller: {
    overflowY: 'auto',
    overflowX: 'hidden',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  view: { position: 'sticky', top: 0, display: 'flex' },
  labels: {
    width: 'min(220px, 40%)',
    flexShrink: 0,
    [theme.breakpoints.down('xs')]: { width: 120 },
  },
  spoken: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
}));

export interface HeatmapListProps {
  title: string;
  buckets: TimeBuckets;
  rows: readonly HeatmapRow[];
  /** Those of `rows` in view. */
  inView: readonly HeatmapRow[];
  view: RowWindow;
  rowPx: number;
  heightPx: number;
  limit: number;
  reading: HeatmapReading;
  markers: readonly ChartMarker[];
  selected?: string;
  onPick: (name: string) => void;
  renderAside?: (name: string) => ReactNode;
  onDrawn: (draw: DrawCanvas) => void;
}

/** A list to scroll through, whose rows are drawn only while in view. */
export function HeatmapList(props: HeatmapListProps) {
  const classes = useStyles();
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { title, buckets, rows, inView, view, rowPx, limit, reading } = props;
  const { markers } = props;
  const { row, bucket, setRow, setBucket } = useHeatmapPlace(
    buckets,
    rows.length,
  );
  const [spoken, setSpoken] = useState('');
  const rowInView =
    row !== undefined && inView[row - view.first]
      ? row - view.first
      : undefined;
  const onKeyDown = useHeatmapKeys({
    place: { row, bucket },
    rowCount: rows.length,
    bucketCount: buckets.starts.length,
    onRow: next => {
      const scrollTop = view.scrollTopFor(next);
      if (scrollTop !== undefined && scroller.current) {
        scroller.current.scrollTop = scrollTop;
      }
      setRow(next);
    },
    onBucket: next => {
      setBucket(next);
      if (next !== undefined && row !== undefined) {
        setSpoken(
          [
            describeHeatmapCell(rows[row], next, buckets, reading),
            ...markersIn(buckets, markers, next).map(({ text }) => text),
          ].join('. '),
        );
      }
    },
    onPick: picked => props.onPick(rows[picked].name),
  });
  return (
    <>
      <div
        ref={scroller}
        role="listbox"
        aria-label={title}
        aria-activedescendant={
          rowInView === undefined ? undefined : `${listId}-${row}`
        }
        tabIndex={0}
        className={classes.scroller}
        style={{ height: props.heightPx }}
        onScroll={view.onScroll}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: rows.length * rowPx + HEATMAP_AXIS_PX }}>
          <div className={classes.view}>
            <div className={classes.labels}>
              <HeatmapLabels
                {...{ listId, rowPx }}
                rows={inView}
                first={view.first}
                count={rows.length}
                current={row}
                selected={props.selected}
                renderAside={props.renderAside}
                onPick={props.onPick}
                onHover={setRow}
              />
            </div>
            <HeatmapCells
              {...{ buckets, limit, reading, markers, bucket, rowPx }}
              rows={inView}
              row={rowInView}
              onDrawn={props.onDrawn}
              onMove={(place, bucketIndex) => {
                setRow(place === undefined ? undefined : view.first + place);
                setBucket(bucketIndex);
              }}
              onPick={place => props.onPick(inView[place].name)}
            />
          </div>
        </div>
      </div>
      <div aria-live="polite" className={classes.spoken}>
        {spoken}
      </div>
    </>
  );
}
