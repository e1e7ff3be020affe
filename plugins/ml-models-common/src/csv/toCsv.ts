/** A value of a table; null is "no data", never 0. */
export type CsvCell = string | number | null;

/**
 * Characters that make a spreadsheet take a cell for a formula.
 * Source: OWASP, "CSV Injection".
 */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

function toCsvCell(cell: CsvCell): string {
  if (cell === null) {
    return '';
  }
  if (typeof cell === 'number') {
    return String(cell);
  }
  const inert = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n\t']/.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert;
}

/** @returns one line of {@link toCsv}, with its end */
export function toCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(toCsvCell).join(',')}\r\n`;
}

/**
 * Writes a table as CSV (RFC 4180) that is safe to open in a spreadsheet:
 * texts that would be read as formulas get a leading apostrophe; numbers stay
 * numbers.
 */
export function toCsv(
  headers: readonly string[],
  rows: ReadonlyArray<readonly CsvCell[]>,
): string {
  return [headers, ...rows].map(toCsvLine).join('');
}
