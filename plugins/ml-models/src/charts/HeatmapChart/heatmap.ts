import {
  formatCount,
  formatNumber,
} from '../../components/formatNumber/formatNumber';
import { TOO_FEW } from '../../components/formatNumber/tooFew';
import { ChartTableData } from '../ChartTable/chartTableData';
import { TimeBuckets } from '../timeBuckets';
import { formatBucket } from '../TimeSeriesChart/formatBucket';

/** One line of a heat map: a value per bucket. */
export interface HeatmapRow {
  name: string;
  /** Null where there is too little to say. */
  values: ReadonlyArray<number | null>;
  /** Sample sizes. */
  n: readonly number[];
}

/** What is to be known to read a cell. */
export interface HeatmapReading {
  /** Why a cell may be blank. */
  blank: string;
  /** Values that rest on fewer are faint. */
  leastN: number;
}

/** @returns the value of a cell in words, e.g. `0.31, too few to judge` */
export function readHeatmapCell(
  { values, n }: HeatmapRow,
  index: number,
  { blank, leastN }: HeatmapReading,
): string {
  const value = values[index] ?? null;
  if (value === null) {
    return blank;
  }
  const tooFew = n[index] < leastN ? `, ${TOO_FEW}` : '';
  return `${formatNumber(value)}${tooFew}`;
}

/** @returns one cell in words, e.g. `distance, Thu 12 Mar: 0.31 (n = 812)` */
export function describeHeatmapCell(
  row: HeatmapRow,
  index: number,
  buckets: TimeBuckets,
  reading: HeatmapReading,
): string {
  const when = formatBucket(buckets.starts[index], buckets.bucketMs);
  const n = `n = ${formatCount(row.n[index] ?? 0)}`;
  return `${row.name}, ${when}: ${readHeatmapCell(row, index, reading)} (${n})`;
}

/** @returns e.g. `n = 812 to 1,316 records a feature` */
export function sampleSizes(rows: readonly HeatmapRow[]): string {
  const totals = rows.map(({ n }) => n.reduce((sum, count) => sum + count, 0));
  const [least, most] = [Math.min(...totals), Math.max(...totals)];
  return `n = ${[...new Set([least, most])]
    .map(formatCount)
    .join(' to ')} records a feature`;
}

/** @returns rows of the heat map as rows, buckets as columns */
export function heatmapTable(
  rows: readonly HeatmapRow[],
  buckets: TimeBuckets,
): ChartTableData {
  return {
    columns: [
      { header: 'feature' },
      ...buckets.starts.map(start => ({
        header: formatBucket(start, buckets.bucketMs),
        fileHeader: new Date(start).toISOString(),
        format: (cell: string | number) => formatNumber(Number(cell)),
        numeric: true,
      })),
    ],
    rows: rows.map(row => [
      row.name,
      ...buckets.starts.map((_, index) => row.values[index] ?? null),
    ]),
  };
}
