import { CalibrationBin } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReactNode, useMemo, useState } from 'react';
import {
  formatCountOf,
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
  calibrationTable,
  describeCalibrationBin,
  nearestBin,
} from './calibration';
import { calibrationOption } from './calibrationOption';

const TITLE = 'Calibration';
const UNIT = 'share that came true, over the score';
const HEIGHT_PX = 220;
const NONE: ReadonlySet<string> = new Set();

export interface CalibrationChartProps {
  /** Ascending by score; empty bins are left out. */
  bins: readonly CalibrationBin[];
  note?: ReactNode;
}

/** Whether a score of 30 % comes true in 30 of 100 cases. */
export function CalibrationChart({ bins, note }: CalibrationChartProps) {
  const theme = useChartTheme();
  const [measure, widthPx] = useElementWidth();
  const [index, setIndex] = useState<number>();
  const { onDrawn, draw } = useDrawing();
  const option = useMemo(() => calibrationOption(theme, bins), [theme, bins]);
  const legend = [
    {
      name: 'measured',
      color: theme.palette[0],
      dash: 'solid' as const,
      symbol: 'circle' as const,
      fixed: true,
    },
    {
      name: 'as the scores say',
      color: theme.marker,
      dash: 'dashed' as const,
      fixed: true,
    },
  ];
  return (
    <ChartFrame
      title={TITLE}
      subtitle={UNIT}
      heightPx={HEIGHT_PX}
      table={() => calibrationTable(bins)}
      picture={{
        draw,
        legend,
        foot: [
          `n = ${formatCountOf(
            bins.reduce((sum, { n }) => sum + n, 0),
            'label',
          )}`,
        ],
      }}
      note={note}
      legend={<SeriesLegend hidden={NONE} onToggle={() => {}} items={legend} />}
    >
      <div ref={measure}>
        <EChart {...{ option, widthPx, onDrawn }} heightPx={HEIGHT_PX} />
        <CursorLayer
          label={`${TITLE}, ${UNIT}`}
          summary={`${bins.length} bins of the score`}
          span={{ widthPx }}
          count={bins.length}
          index={index !== undefined && index < bins.length ? index : undefined}
          onMove={setIndex}
          shareOf={place => bins[place].meanScore}
          indexAt={share => nearestBin(bins, share)}
          describe={place => describeCalibrationBin(bins[place])}
          renderTooltip={place => <BinTooltip bin={bins[place]} />}
        />
      </div>
    </ChartFrame>
  );
}

function BinTooltip({ bin }: { bin: CalibrationBin }) {
  const theme = useChartTheme();
  return (
    <TooltipRows
      head={`Scores of ${formatPercent(bin.lower)} – ${formatPercent(
        bin.upper,
      )}`}
      rows={[
        { name: 'mean score', value: formatPercent(bin.meanScore) },
        {
          name: 'came true',
          color: theme.palette[0],
          value: formatPercent(bin.positiveShare),
        },
      ]}
      foot={`n = ${formatCountOf(bin.n, 'label')}`}
    />
  );
}
