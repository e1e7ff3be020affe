/** @jest-environment node */
import { lightTheme } from '@backstage/theme';
import { init } from 'echarts';
import { chartThemeOf } from '../chartTheme';
import type { ChartOption } from '../EChart/chartOption';
import { heatmapOption } from '../HeatmapChart/heatmapOption';
import { timeSeriesOption } from './timeSeriesOption';

const DAY_MS = 86_400_000;
const theme = chartThemeOf(lightTheme);
/** Of the widest letters in a label, by the size of the font. */
const LETTER_PX = 0.58 * theme.fontSizePx;

const until = new Date(2026, 10, 30).getTime();
const shared = { theme, markers: [] };

const CHARTS = {
  'heat map': ({ days, widthPx }: Drawn) =>
    heatmapOption({
      ...shared,
      ...{ widthPx, buckets: bucketsOf(days) },
      ...{ rows: [], limit: 0.1, leastN: 1, rowPx: 22 },
    }),
  'chart of lines': ({ days, widthPx }: Drawn) =>
    timeSeriesOption({
      ...shared,
      ...{ widthPx, buckets: bucketsOf(days) },
      ...{ series: [], references: [], symbols: new Map(), yAxis: {} },
      formatAxis: () => '',
    }),
};

interface Drawn {
  days: number;
  widthPx: number;
}

function bucketsOf(days: number) {
  const bucketMs = days * DAY_MS;
  return {
    from: until - bucketMs,
    until,
    bucketMs,
    starts: [until - bucketMs],
  };
}

/** The labels as ECharts draws them, from left to right. */
function drawLabels(option: ChartOption, widthPx: number) {
  const size = { width: widthPx, height: 60 };
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption(option);
  const texts = chart
    .renderToSVGString()
    .matchAll(/<text [^>]*?translate\((\S+) [^>]*>([^<]+)</g);
  chart.dispose();
  return [...texts]
    .map(([, x, text]) => ({
      text,
      x: Number(x),
      halfPx: (text.length * LETTER_PX) / 2,
    }))
    .sort((a, b) => a.x - b.x);
}

const WIDTHS_PX = [160, 250, 332, 400, 500, 700, 1000, 1500];
const DAYS = [1 / 24, 1, 7, 14, 30, 45, 90];

describe.each(Object.entries(CHARTS))(
  'the time axis of a %s',
  (_, optionOf) => {
    it.each(WIDTHS_PX)('has whole labels at %s pixels', widthPx => {
      const cut = DAYS.flatMap(days =>
        drawLabels(optionOf({ days, widthPx }), widthPx).filter(
          ({ x, halfPx }) => x < halfPx || x > widthPx - halfPx,
        ),
      );
      expect(cut).toEqual([]);
    });

    it.each(WIDTHS_PX)('is evenly labelled at %s pixels', widthPx => {
      const gaps = DAYS.map(days => {
        const labels = drawLabels(optionOf({ days, widthPx }), widthPx);
        const all = labels.slice(1).map(({ x }, index) => x - labels[index].x);
        return all.length ? Math.max(...all) - Math.min(...all) : 0;
      });
      // Of a clock that is set in autumn.
      expect(Math.max(...gaps)).toBeLessThan(10);
    });
  },
);
