import { CalibrationBin } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReactNode, useMemo, useState } from 'react';
import { formatCountOf } from '../../components/formatNumber/formatNumber';
import { ChartFrame } from '../ChartFrame/ChartFrame';
import { CursorLayer } from '../CursorLayer/CursorLayer';
import { EChart } from '../EChart/EChart';
import { useDrawing } from '../EChart/useDrawing';
import { LegendItem, SeriesLegend } from '../SeriesLegend/SeriesLegend';
import { useChartTheme } from '../useChartTheme';
import { useElementWidth } from '../useElementWidth';
import { REFERENCE_DASH } from '../TimeSeriesChart/seriesDash';
import { BinTooltip } from './BinTooltip';
import {
  calibrationPairs,
  calibrationTable,
  ComparedCalibration,
  describeCalibrationBin,
  nearestBin,
} from './calibration';
import { calibrationColors, calibrationOption } from './calibrationOption';

const TITLE = 'Calibration';
const UNIT = 'share that came true, over the score';
const HEIGHT_PX = 220;
const NONE: ReadonlySet<string> = new Set();

export interface CalibrationChartProps {
  /** Ascending by score; empty bins are left out. */
  bins: readonly CalibrationBin[];
  compared?: ComparedCalibration;
  note?: ReactNode;
}

/** Whether a score of 30 % comes true in 30 of 100 cases. */
export function CalibrationChart(props: CalibrationChartProps) {
  const { bins, compared, note } = props;
  const theme = useChartTheme();
  const [measure, widthPx] = useElementWidth();
  const [index, setIndex] = useState<number>();
  const { onDrawn, draw } = useDrawing();
  const option = useMemo(
    () => calibrationOption(theme, bins, compared?.bins),
    [theme, bins, compared],
  );
  const pairs = calibrationPairs(bins, compared);
  const scores = pairs.map(({ either }) => either);
  const colors = calibrationColors(theme);
  const legend: LegendItem[] = [
    {
      name: 'measured',
      color: colors.own,
      dash: 'solid',
      symbol: 'circle',
      fixed: true,
    },
    ...(compared
      ? [
          {
            name: compared.label,
            color: colors.compared,
            dash: 'dashed' as const,
            symbol: 'square' as const,
            fixed: true,
          },
        ]
      : []),
    {
      name: 'as the scores say',
      color: theme.marker,
      dash: REFERENCE_DASH,
      fixed: true,
    },
  ];
  return (
    <ChartFrame
      title={TITLE}
      subtitle={UNIT}
      heightPx={HEIGHT_PX}
      table={() => calibrationTable(bins, compared)}
      picture={{
        draw,
        legend,
        foot: [
          [
            `n = ${countLabels(bins)}`,
            ...(compared
              ? [`${countLabels(compared.bins)} of ${compared.label}`]
              : []),
          ].join(', '),
        ],
      }}
      note={note}
      legend={<SeriesLegend hidden={NONE} onToggle={() => {}} items={legend} />}
    >
      <div ref={measure}>
        <EChart {...{ option, widthPx, onDrawn }} heightPx={HEIGHT_PX} />
        <CursorLayer
          label={`${TITLE}, ${UNIT}`}
          summary={`${pairs.length} bins of the score${
            compared ? `, measured and of ${compared.label}` : ''
          }`}
          span={{ widthPx }}
          count={pairs.length}
          index={
            index !== undefined && index < pairs.length ? index : undefined
          }
          onMove={setIndex}
          shareOf={place => scores[place].meanScore}
          indexAt={share => nearestBin(scores, share)}
          describe={place =>
            describeCalibrationBin(pairs[place], compared?.label)
          }
          renderTooltip={place => (
            <BinTooltip pair={pairs[place]} label={compared?.label} />
          )}
        />
      </div>
    </ChartFrame>
  );
}

function countLabels(bins: readonly CalibrationBin[]): string {
  return formatCountOf(
    bins.reduce((sum, { n }) => sum + n, 0),
    'label',
  );
}
