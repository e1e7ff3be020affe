import { ChartTheme } from '../chartTheme';
import { TimeBuckets } from '../timeBuckets';
import { timeTicks } from './timeTicks';

/** The x axis of everything that shares one; in the viewer's zone. */
export function timeAxis(
  theme: ChartTheme,
  buckets: TimeBuckets,
  plotPx: number,
) {
  const customValues = timeTicks(buckets, plotPx);
  return {
    type: 'time',
    min: buckets.from,
    max: buckets.until,
    // Bars would widen it by half of one at each end, and their chart would no
    // longer stand in line with the others and with the cursor.
    containShape: false,
    axisLine: { onZero: false, lineStyle: { color: theme.gridLine } },
    axisTick: {
      show: true,
      customValues,
      lineStyle: { color: theme.gridLine },
    },
    splitLine: { show: false },
    axisLabel: {
      customValues,
      color: theme.textMuted,
      fontFamily: theme.fontFamily,
      fontSize: theme.fontSizePx,
      hideOverlap: true,
      formatter: {
        year: '{yyyy}',
        // Else the first of a month would have no number among the days around it.
        month: '{d} {MMM}',
        day: '{d} {MMM}',
        hour: '{HH}:{mm}',
        minute: '{HH}:{mm}',
        second: '{HH}:{mm}:{ss}',
        millisecond: '{HH}:{mm}:{ss}',
      },
    },
  } as const;
}
