import { ChartTableData, chartTableToCsv } from './chartTableData';
import { downloadFile, fileNameOf } from './downloadFile';

/** Saves what a chart or a list shows, as a file of this title. */
export function saveCsv(title: string, table: ChartTableData): void {
  downloadFile(
    `${fileNameOf(title)}.csv`,
    // The mark makes spreadsheets read it as UTF-8.
    new Blob(['\uFEFF', chartTableToCsv(table)], { type: 'text/csv' }),
  );
}
