import { ReactNode, useMemo } from 'react';
import { ChartFrame } from '../ChartFrame/ChartFrame';
import { useDrawing } from '../EChart/useDrawing';
import { TimeBuckets } from '../timeBuckets';
import { ChartMarker } from '../TimeSeriesChart/timeSeries';
import { useChartTheme } from '../useChartTheme';
import { axisZone } from '../Picture/utcRange';
import { HeatmapRow, heatmapTable, sampleSizes } from './heatmap';
import { HeatmapLegend } from './HeatmapLegend';
import { HeatmapList } from './HeatmapList';
import { heatmapLegend } from './heatmapLegendItems';
import { HEATMAP_AXIS_PX } from './heatmapOption';
import { useRowWindow } from './useRowWindow';

/** Room for a pointer and for small print. */
const ROW_PX = 22;
const VISIBLE_ROWS_MAX = 16;
/** Room for a row's name in a picture. */
const NAME_PX = 220;
const NO_MARKERS: ChartMarker[] = [];

export interface HeatmapChartProps {
  id?: string;
  title: string;
  /** Beside the title, e.g. what the colours measure. */
  subtitle?: string;
  buckets: TimeBuckets;
  /** In the order to show; only those in view are drawn, so any number will do. */
  rows: readonly HeatmapRow[];
  /** From where on a value is worth a look. */
  limit: number;
  /** Why a cell may be blank; default: there is too little to say. */
  blank?: string;
  /** Values that rest on fewer are faint; default 0. */
  leastN?: number;
  /** Events, as on the charts of the same time axis. */
  markers?: readonly ChartMarker[];
  selected?: string;
  onPick: (name: string) => void;
  /** Stands behind a row's name, e.g. an icon of its state. */
  renderAside?: (name: string) => ReactNode;
  note?: ReactNode;
}

/** Many rows over time, as colours; rows are picked by pointer or keys. */
export function HeatmapChart(props: HeatmapChartProps) {
  const { title, subtitle, buckets, rows, limit, markers = NO_MARKERS } = props;
  const { blank = 'too little to say', leastN = 0 } = props;
  const reading = useMemo(() => ({ blank, leastN }), [blank, leastN]);
  const theme = useChartTheme();
  const { onDrawn, draw } = useDrawing();
  const view = useRowWindow({
    count: rows.length,
    rowPx: ROW_PX,
    visibleMax: VISIBLE_ROWS_MAX,
  });
  const inView = useMemo(
    () => rows.slice(view.first, view.first + view.visible),
    [rows, view.first, view.visible],
  );
  const heightPx = view.visible * ROW_PX + HEATMAP_AXIS_PX;
  return (
    <ChartFrame
      id={props.id}
      title={title}
      subtitle={subtitle}
      heightPx={heightPx}
      table={() => heatmapTable(rows, buckets)}
      picture={{
        draw,
        legend: heatmapLegend(theme, limit),
        rows: {
          names: inView.map(({ name }) => name),
          rowPx: ROW_PX,
          widthPx: NAME_PX,
        },
        foot: [sampleSizes(inView), `blank: ${blank}`, axisZone()],
      }}
      note={props.note}
      legend={<HeatmapLegend {...{ limit, blank }} />}
    >
      <HeatmapList
        {...{ title, buckets, rows, inView, view, limit, heightPx, onDrawn }}
        rowPx={ROW_PX}
        reading={reading}
        markers={markers}
        selected={props.selected}
        onPick={props.onPick}
        renderAside={props.renderAside}
      />
    </ChartFrame>
  );
}
