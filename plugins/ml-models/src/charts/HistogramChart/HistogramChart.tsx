import { ReactNode, useMemo, useState } from 'react';
import {
  formatCount,
  formatPercent,
} from '../../components/formatNumber/formatNumber';
import { ChartFrame } from '../ChartFrame/ChartFrame';
import { CursorLayer } from '../CursorLayer/CursorLayer';
import { TooltipRows } from '../CursorLayer/TooltipRows';
import { EChart } from '../EChart/EChart';
import { useDrawing } from '../EChart/useDrawing';
import { SeriesLegend } from '../SeriesLegend/SeriesLegend';
import { useChartTheme } from '../useChartTheme';
import { useElementWidth } from '../useElementWidth';
import {
  binShares,
  describeBin,
  HistogramBin,
  histogramSamples,
  histogramTable,
} from './histogram';
import { histogramOption } from './histogramOption';

const SHARE = 'share of records';
const NONE: ReadonlySet<string> = new Set();

export interface HistogramChartProps {
  id?: string;
  title: string;
  bins: readonly HistogramBin[];
  /** What `comparedCount` of the bins counts, e.g. `version 2`. */
  compared?: string;
  /** Pixels; default 180. */
  heightPx?: number;
  note?: ReactNode;
}

/** How values are spread now, over how they were spread in the baseline. */
export function HistogramChart(props: HistogramChartProps) {
  const { title, bins, compared, heightPx = 180 } = props;
  const theme = useChartTheme();
  const [measure, widthPx] = useElementWidth();
  const [index, setIndex] = useState<number>();
  const { onDrawn, draw } = useDrawing();
  const option = useMemo(() => histogramOption(theme, bins), [theme, bins]);
  const legend = [
    { name: 'now', color: theme.palette[0], fixed: true },
    { name: 'baseline', color: theme.baseline, fixed: true },
    ...(compared === undefined
      ? []
      : [
          {
            name: compared,
            color: theme.marker,
            dash: 'dashed' as const,
            fixed: true,
          },
        ]),
  ];
  return (
    <ChartFrame
      id={props.id}
      title={title}
      subtitle={SHARE}
      heightPx={heightPx}
      table={() => histogramTable(bins, compared)}
      picture={{ draw, legend, foot: [histogramSamples(bins, compared)] }}
      note={props.note}
      legend={<SeriesLegend hidden={NONE} onToggle={() => {}} items={legend} />}
    >
      <div ref={measure}>
        <EChart {...{ option, widthPx, heightPx, onDrawn }} />
        <CursorLayer
          label={`${title}, ${SHARE}`}
          summary={`${bins.length} bins, now and in the baseline`}
          span={{ widthPx }}
          count={bins.length}
          index={index !== undefined && index < bins.length ? index : undefined}
          onMove={setIndex}
          shareOf={place => (place + 0.5) / bins.length}
          indexAt={share =>
            Math.min(bins.length - 1, Math.floor(share * bins.length))
          }
          describe={place => describeBin(bins, place, compared)}
          renderTooltip={place => (
            <BinTooltip bins={bins} index={place} compared={compared} />
          )}
        />
      </div>
    </ChartFrame>
  );
}

function BinTooltip(props: {
  bins: readonly HistogramBin[];
  index: number;
  compared?: string;
}) {
  const theme = useChartTheme();
  const bin = props.bins[props.index];
  const share = binShares(props.bins)[props.index];
  const text = (value: number | null, n: number) =>
    value === null
      ? 'no data'
      : `${formatPercent(value)} (n = ${formatCount(n)})`;
  return (
    <TooltipRows
      head={bin.label}
      rows={[
        {
          name: 'now',
          color: theme.palette[0],
          value: text(share.current, bin.count),
        },
        {
          name: 'baseline',
          color: theme.baseline,
          value: text(share.baseline, bin.baselineCount),
        },
        ...(props.compared === undefined
          ? []
          : [
              {
                name: props.compared,
                color: theme.marker,
                value: text(share.compared, bin.comparedCount ?? 0),
              },
            ]),
      ]}
    />
  );
}
