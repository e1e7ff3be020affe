import { DASHES, HATCH_PATH, SeriesMark, SYMBOL_PATHS } from './seriesMark';

/** Wide enough for every pattern to repeat. */
export const SWATCH_PX = { line: 18, area: 10, height: 10, symbol: 7 };

/** A series as the legend shows it: the very line, or the area's colour. */
export function MarkSwatch(props: SeriesMark & { color: string }) {
  const { dash, hatch, symbol, color } = props;
  const { height } = SWATCH_PX;
  const width = dash ? SWATCH_PX.line : SWATCH_PX.area;
  const scale = SWATCH_PX.symbol / 10;
  return (
    <svg
      width={width}
      height={height}
      aria-hidden
      data-dash={dash}
      data-hatch={hatch}
    >
      {dash ? (
        <line
          x1={0}
          x2={width}
          y1={height / 2}
          y2={height / 2}
          stroke={color}
          strokeWidth={2}
          strokeDasharray={DASHES[dash].join(' ') || undefined}
        />
      ) : (
        <rect width={width} height={height} rx={2} fill={color} />
      )}
      {hatch && <path d={HATCH_PATH} stroke={hatch} strokeWidth={1.25} />}
      {symbol && (
        <path
          d={SYMBOL_PATHS[symbol]}
          fill={color}
          transform={`translate(${(width - SWATCH_PX.symbol) / 2} ${
            (height - SWATCH_PX.symbol) / 2
          }) scale(${scale})`}
        />
      )}
    </svg>
  );
}
