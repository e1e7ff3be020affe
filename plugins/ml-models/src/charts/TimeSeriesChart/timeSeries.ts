import { Tone } from '../chartTheme';

/** One line, or one layer of stacked bars, with a value per bucket. */
export interface TimeSeries {
  name: string;
  shape: 'line' | 'bar';
  tone: Tone;
  /** Told from the layers beside it without colours; bars alone. */
  hatched?: boolean;
  /** Null where there is no data: the line breaks. */
  values: ReadonlyArray<number | null>;
  /** Set for what another series is compared with: dashed, and hidden with it. */
  compares?: ComparedWith;
  /** What each value rests on, where that differs from series to series. */
  n?: ReadonlyArray<number | null>;
  /** Values that rest on fewer say little: they are drawn faint, and told as such. */
  leastN?: number;
  /** How far off each value may be; null where that is not worth telling. */
  errorMax?: ReadonlyArray<number | null>;
}

/** @returns whether a value rests on too little to judge by */
export function isUncertain(
  { n, leastN }: Pick<TimeSeries, 'n' | 'leastN'>,
  index: number,
): boolean {
  const rows = n?.[index] ?? null;
  return leastN !== undefined && rows !== null && rows < leastN;
}

export interface ComparedWith {
  /** Name of the series that it is compared with. */
  series: string;
  /** Explains all such series in the legend, e.g. `version 2`. */
  label: string;
  /** Told apart from other lines beside the same series; default: dashed. */
  dotted?: boolean;
}

/** A fixed value to compare with, drawn as a line of dashes and dots. */
export interface ReferenceLine {
  name: string;
  value: number;
  tone: Tone;
  /** The series it belongs to; it is hidden with it. */
  of?: string;
}

/** Labels an event that is not of one version alone, as a change of verdict. */
export const EVENT_SIGN = '◆';

/** An event on the time axis. */
export interface ChartMarker {
  /** Epoch milliseconds. */
  time: number;
  /** Fits above the plot, e.g. `v2`. */
  label: string;
  /** The whole sentence, shown at the cursor. */
  text: string;
}

/** Sample sizes behind the values. */
export interface Samples {
  /** Singular, e.g. `request`. */
  noun: string;
  /** One per bucket; null where there is no data. */
  counts: ReadonlyArray<number | null>;
}
