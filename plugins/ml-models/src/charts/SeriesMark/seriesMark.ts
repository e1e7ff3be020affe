/** Drawn and empty stretches of a line, in pixels; each pattern differs in print, too. */
export const DASHES = {
  solid: [],
  dashed: [5, 3],
  dotted: [1.5, 2.5],
  dashDotted: [8, 3, 1.5, 3],
} as const;

export type Dash = keyof typeof DASHES;

/** SVG paths on a square of 10 by 10, which canvases and ECharts draw as well. */
export const SYMBOL_PATHS = {
  circle: 'M5 0a5 5 0 1 0 0 10a5 5 0 1 0 0 -10z',
  square: 'M0.6 0.6h8.8v8.8h-8.8z',
  triangle: 'M5 0l5 10h-10z',
  diamond: 'M5 -0.8l5 5.8l-5 5.8l-5 -5.8z',
  cross: 'M0 2l2 -2l3 3l3 -3l2 2l-3 3l3 3l-2 2l-3 -3l-3 3l-2 -2l3 -3z',
} as const;

/** Slanted stripes on a square of 10 by 10. */
export const HATCH_PATH = 'M-1 4L4 -1M-1 9L9 -1M1 12L12 1M6 12L12 6';

export type SeriesSymbol = keyof typeof SYMBOL_PATHS;

const SYMBOLS = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'cross',
] as const satisfies readonly SeriesSymbol[];

/** How a series is told from its neighbours without colours. */
export interface SeriesMark {
  /** Absent for what is drawn as an area. */
  dash?: Dash;
  /** Colour of stripes on the area; absent: it has none. */
  hatch?: string;
  /** Stands on the line here and there. */
  symbol?: SeriesSymbol;
}

/** @returns the symbol of each line by its name; none for a line alone */
export function symbolsOf(
  lines: readonly string[],
): ReadonlyMap<string, SeriesSymbol> {
  return new Map(
    lines.length < 2
      ? []
      : lines.map((name, index) => [name, SYMBOLS[index % SYMBOLS.length]]),
  );
}
