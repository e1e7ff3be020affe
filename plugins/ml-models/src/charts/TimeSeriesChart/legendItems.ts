import { ChartTheme, toneColor } from '../chartTheme';
import { LegendItem } from '../SeriesLegend/SeriesLegend';
import { ReferenceLine, TimeSeries } from './timeSeries';

/** What the legend of a chart over time explains: its series, then what they are compared with. */
export function legendItems(
  theme: ChartTheme,
  series: readonly TimeSeries[],
  references: readonly ReferenceLine[],
): LegendItem[] {
  const own = series.filter(({ compares }) => !compares);
  return [
    ...own.map(({ name, tone }) => ({
      name,
      color: toneColor(theme, tone),
      fixed: own.length === 1,
    })),
    ...legendOfDashed(theme, [
      ...series.flatMap(({ compares, tone }) =>
        compares ? [{ name: compares.label, tone }] : [],
      ),
      ...references,
    ]),
  ];
}

/** Lines of one name, such as each metric's evaluation, are explained once. */
function legendOfDashed(
  theme: ChartTheme,
  dashed: ReadonlyArray<Pick<ReferenceLine, 'name' | 'tone'>>,
): LegendItem[] {
  return [...new Set(dashed.map(({ name }) => name))].map(name => {
    const lines = dashed.filter(line => line.name === name);
    return {
      name,
      color:
        lines.length === 1 ? toneColor(theme, lines[0].tone) : theme.textMuted,
      dashed: true,
      fixed: true,
    };
  });
}
