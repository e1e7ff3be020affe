import { CsvCell, toCsv } from '@noshelfware/backstage-plugin-ml-models-common';

export interface ChartColumn {
  header: string;
  /** What a file has in its place: an instant, where people read a day. */
  fileHeader?: string;
  /** Of what is drawn: the chart's title names it already, CSV does with the header. */
  unit?: string;
  /** How people read a cell; default: the cell itself. CSV holds the cell. */
  format?: (cell: NonNullable<CsvCell>) => string;
  numeric?: boolean;
}

/** What a chart shows, as a table. */
export interface ChartTableData {
  columns: readonly ChartColumn[];
  rows: ReadonlyArray<readonly CsvCell[]>;
}

/** @returns what people read in a cell; a dash where there is no data */
export function formatCell(column: ChartColumn, cell: CsvCell): string {
  if (cell === null) {
    return '–';
  }
  return column.format ? column.format(cell) : String(cell);
}

export function chartTableToCsv(table: ChartTableData): string {
  return toCsv(
    table.columns.map(({ header, fileHeader = header, unit }) =>
      unit ? `${fileHeader} (${unit})` : fileHeader,
    ),
    table.rows,
  );
}
