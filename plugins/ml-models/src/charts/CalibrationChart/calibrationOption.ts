import { CalibrationBin } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatPercent } from '../../components/formatNumber/formatNumber';
import { ChartTheme } from '../chartTheme';
import type { ChartOption } from '../EChart/chartOption';
import { PLOT_MARGIN_PX } from '../plotArea';
import { DASHES, SYMBOL_PATHS } from '../SeriesMark/seriesMark';
import { REFERENCE_DASH } from '../TimeSeriesChart/seriesDash';

/** The line on which every score would come true as often as it says. */
const PERFECT = [
  [0, 0],
  [1, 1],
];

/** What each line is drawn in, and explained by in the legend. */
export function calibrationColors(theme: ChartTheme) {
  return { own: theme.palette[0], compared: theme.palette[1] };
}

/** What ECharts is to draw: shares that came true over mean scores. */
export function calibrationOption(
  theme: ChartTheme,
  bins: readonly CalibrationBin[],
  compared: readonly CalibrationBin[] = [],
): ChartOption {
  const colors = calibrationColors(theme);
  const axis = {
    type: 'value' as const,
    min: 0,
    max: 1,
    interval: 0.25,
    axisLabel: {
      color: theme.textMuted,
      fontFamily: theme.fontFamily,
      fontSize: theme.fontSizePx,
      formatter: (share: number) => formatPercent(share),
    },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: theme.gridLine } },
    axisLine: { show: false },
  };
  return {
    animation: false,
    grid: { ...PLOT_MARGIN_PX, outerBoundsMode: 'none' },
    xAxis: {
      ...axis,
      // Half of the last mark would hang over the edge.
      axisLabel: { ...axis.axisLabel, alignMaxLabel: 'right' as const },
    },
    yAxis: axis,
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        lineStyle: {
          color: theme.marker,
          width: 1,
          type: [...DASHES[REFERENCE_DASH]],
        },
        data: PERFECT,
      },
      {
        ...lineThrough(compared, colors.compared),
        symbol: `path://${SYMBOL_PATHS.square}`,
        lineStyle: {
          color: colors.compared,
          width: 1.25,
          type: [...DASHES.dashed],
        },
      },
      {
        ...lineThrough(bins, colors.own),
        symbol: 'circle',
        lineStyle: { color: colors.own, width: 1.5 },
      },
    ],
  };
}

function lineThrough(bins: readonly CalibrationBin[], color: string) {
  return {
    type: 'line' as const,
    silent: true,
    symbolSize: 6,
    itemStyle: { color },
    data: bins.map(({ meanScore, positiveShare }) => [
      meanScore,
      positiveShare,
    ]),
  };
}
