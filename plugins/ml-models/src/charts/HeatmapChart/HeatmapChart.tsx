import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useChartCursor } from '../ChartCursor';
import { ChartFrame } from '../ChartFrame/ChartFrame';
import { useDrawing } from '../EChart/useDrawing';
import { findBucket, TimeBuckets } from '../timeBuckets';
import { useChartTheme } from '../useChartTheme';
import { describeHeatmapCell, HeatmapRow, heatmapTable } from './heatmap';
import { HEATMAP_AXIS_PX, HeatmapCells } from './HeatmapCells';
import { HeatmapLabels } from './HeatmapLabels';
import { HeatmapLegend } from './HeatmapLegend';
import { useHeatmapKeys } from './useHeatmapKeys';
import { useRowWindow } from './useRowWindow';

/** Room for a pointer and for small print. */
const ROW_PX = 22;
const VISIBLE_ROWS_MAX = 16;

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

export interface HeatmapChartProps {
  id?: string;
  title: string;
  unit?: string;
  buckets: TimeBuckets;
  /** In the order to show; only those in view are drawn, so any number will do. */
  rows: readonly HeatmapRow[];
  /** From where on a value is worth a look. */
  limit: number;
  selected?: string;
  onPick: (name: string) => void;
  /** Stands behind a row's name, e.g. an icon of its state. */
  renderAside?: (name: string) => ReactNode;
  note?: ReactNode;
}

/** Many rows over time, as colours; rows are picked by pointer or keys. */
export function HeatmapChart(props: HeatmapChartProps) {
  const classes = useStyles();
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { title, buckets, rows, limit } = props;
  const theme = useChartTheme();
  const cursor = useChartCursor();
  const [row, setRow] = useState<number>();
  const [spoken, setSpoken] = useState('');
  const { onDrawn, toPng } = useDrawing(theme.background);
  const count = rows.length;
  const view = useRowWindow({
    count,
    rowPx: ROW_PX,
    visibleMax: VISIBLE_ROWS_MAX,
  });
  const inView = useMemo(
    () => rows.slice(view.first, view.first + view.visible),
    [rows, view.first, view.visible],
  );
  const table = useMemo(() => heatmapTable(rows, buckets), [rows, buckets]);
  const bucket =
    cursor.time === undefined ? undefined : findBucket(buckets, cursor.time);
  const current = row !== undefined && row < count ? row : undefined;
  const moveTo = (bucketIndex: number | undefined) =>
    cursor.setTime(
      bucketIndex === undefined
        ? undefined
        : buckets.starts[bucketIndex] + buckets.bucketMs / 2,
    );
  const onKeyDown = useHeatmapKeys({
    place: { row: current, bucket },
    rowCount: count,
    bucketCount: buckets.starts.length,
    onRow: next => {
      const scrollTop = view.scrollTopFor(next);
      if (scrollTop !== undefined && scroller.current) {
        scroller.current.scrollTop = scrollTop;
      }
      setRow(next);
    },
    onBucket: next => {
      moveTo(next);
      if (next !== undefined && current !== undefined) {
        setSpoken(describeHeatmapCell(rows[current], next, buckets));
      }
    },
    onPick: picked => props.onPick(rows[picked].name),
  });
  const heightPx = view.visible * ROW_PX + HEATMAP_AXIS_PX;
  return (
    <ChartFrame
      id={props.id}
      title={title}
      unit={props.unit}
      heightPx={heightPx}
      table={table}
      toPng={toPng}
      note={props.note}
      legend={<HeatmapLegend limit={limit} />}
    >
      <div
        ref={scroller}
        role="listbox"
        aria-label={title}
        aria-activedescendant={
          current === undefined ? undefined : `${listId}-${current}`
        }
        tabIndex={0}
        className={classes.scroller}
        style={{ height: heightPx }}
        onScroll={view.onScroll}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: count * ROW_PX + HEATMAP_AXIS_PX }}>
          <div className={classes.view}>
            <div className={classes.labels}>
              <HeatmapLabels
                {...{ listId, count, current }}
                rows={inView}
                first={view.first}
                rowPx={ROW_PX}
                selected={props.selected}
                renderAside={props.renderAside}
                onPick={props.onPick}
                onHover={setRow}
              />
            </div>
            <HeatmapCells
              {...{ buckets, limit, bucket, onDrawn }}
              rows={inView}
              rowPx={ROW_PX}
              row={current === undefined ? undefined : current - view.first}
              onMove={(rowInView, bucketIndex) => {
                setRow(
                  rowInView === undefined ? undefined : view.first + rowInView,
                );
                moveTo(bucketIndex);
              }}
              onPick={rowInView => props.onPick(inView[rowInView].name)}
            />
          </div>
        </div>
      </div>
      <div aria-live="polite" className={classes.spoken}>
        {spoken}
      </div>
    </ChartFrame>
  );
}
