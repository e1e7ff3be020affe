import { formatPercent } from '../../components/formatNumber/formatNumber';
import { ChartTheme } from '../chartTheme';
import type { ChartOption } from '../EChart/chartOption';
import { PLOT_MARGIN_PX } from '../plotArea';
import { DASHES } from '../SeriesMark/seriesMark';
import { binShares, HistogramBin } from './histogram';

/**
 * The baseline broad and pale behind, the present narrow and strong before it,
 * and what both are compared with as steps over them.
 */
export function histogramOption(
  theme: ChartTheme,
  bins: readonly HistogramBin[],
): ChartOption {
  const shares = binShares(bins);
  const text = {
    color: theme.textMuted,
    fontFamily: theme.fontFamily,
    fontSize: theme.fontSizePx,
  };
  return {
    animation: false,
    grid: { ...PLOT_MARGIN_PX, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: bins.map(bin => bin.label),
      axisLine: { lineStyle: { color: theme.gridLine } },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        hideOverlap: true,
        width: 90,
        overflow: 'truncate',
      },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      axisLabel: {
        ...text,
        formatter: (share: number) => formatPercent(share),
      },
      splitLine: { lineStyle: { color: theme.gridLine } },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: '84%',
        itemStyle: { color: theme.baseline, opacity: 0.55 },
        data: shares.map(share => share.baseline ?? '-'),
      },
      {
        type: 'bar',
        silent: true,
        barWidth: '44%',
        // Both series stand on the middle of their bin.
        barGap: '-76%',
        itemStyle: { color: theme.palette[0] },
        data: shares.map(share => share.current ?? '-'),
      },
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        step: 'middle',
        lineStyle: {
          color: theme.marker,
          width: 1.25,
          type: [...DASHES.dashed],
        },
        data: shares.map(share => share.compared ?? '-'),
      },
    ],
  };
}
