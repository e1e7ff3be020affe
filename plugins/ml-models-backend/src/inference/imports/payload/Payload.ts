/** Values of one row by name, as JSON has them. */
export type PayloadRow = Record<string, unknown>;

/** How values are called that are known by their place only. */
export interface PayloadNames {
  /** In the order of their places. */
  names?: readonly string[];
  /** Before the number of a place that has no name: `input` makes `input_0`. */
  fallback: string;
}
