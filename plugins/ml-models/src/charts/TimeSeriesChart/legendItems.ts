import { ChartTheme, toneColor } from '../chartTheme';
import { LegendItem } from '../SeriesLegend/SeriesLegend';
import { ReferenceLine, TimeSeries } from './timeSeries';

/** What the legend of a chart over time explains: its series, then its lines to compare with. */
export function legendItems(
  theme: ChartTheme,
  series: readonly TimeSeries[],
  references: readonly ReferenceLine[],
): LegendItem[] {
  return [
    ...series.map(({ name, tone }) => ({
      name,
      color: toneColor(theme, tone),
      fixed: series.length === 1,
    })),
    ...legendOfReferences(theme, references),
  ];
}

/** Lines of one name, such as each metric's evaluation, are explained once. */
function legendOfReferences(
  theme: ChartTheme,
  references: readonly ReferenceLine[],
): LegendItem[] {
  return [...new Set(references.map(({ name }) => name))].map(name => {
    const lines = references.filter(line => line.name === name);
    return {
      name,
      color:
        lines.length === 1 ? toneColor(theme, lines[0].tone) : theme.textMuted,
      dashed: true,
      fixed: true,
    };
  });
}
