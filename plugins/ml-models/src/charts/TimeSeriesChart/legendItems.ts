import { ChartTheme, toneColor } from '../chartTheme';
import { LegendItem } from '../SeriesLegend/SeriesLegend';
import { Dash, SeriesSymbol } from '../SeriesMark/seriesMark';
import { dashOf, REFERENCE_DASH } from './seriesDash';
import { ReferenceLine, TimeSeries } from './timeSeries';

/** What the legend of a chart over time explains: its series, then what they are compared with. */
export function legendItems(
  theme: ChartTheme,
  series: readonly TimeSeries[],
  references: readonly ReferenceLine[],
  symbols: ReadonlyMap<string, SeriesSymbol>,
): LegendItem[] {
  const own = series.filter(({ compares }) => !compares);
  return [
    ...own.map(line => ({
      name: line.name,
      color: toneColor(theme, line.tone),
      hatch: line.hatched ? theme.background : undefined,
      dash: dashOf(line),
      symbol: symbols.get(line.name),
      fixed: own.length === 1,
    })),
    ...legendOfDashed(theme, [
      ...series.flatMap(line =>
        line.compares
          ? [
              {
                name: line.compares.label,
                tone: line.tone,
                dash: dashOf(line),
              },
            ]
          : [],
      ),
      ...references.map(({ name, tone }) => ({
        name,
        tone,
        dash: REFERENCE_DASH,
      })),
    ]),
  ];
}

/** Lines of one name, such as each metric's evaluation, are explained once. */
function legendOfDashed(
  theme: ChartTheme,
  dashed: ReadonlyArray<
    Pick<ReferenceLine, 'name' | 'tone'> & { dash: Dash | undefined }
  >,
): LegendItem[] {
  return [...new Set(dashed.map(({ name }) => name))].map(name => {
    const lines = dashed.filter(line => line.name === name);
    return {
      name,
      color:
        lines.length === 1 ? toneColor(theme, lines[0].tone) : theme.textMuted,
      dash: lines[0].dash,
      fixed: true,
    };
  });
}
