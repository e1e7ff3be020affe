import {
  formatCountOf,
  formatPercent,
} from '../../components/formatNumber/formatNumber';
import { ChartTableData } from '../ChartTable/chartTableData';

/** Counts of one bin, now and in the baseline. */
export interface HistogramBin {
  label: string;
  count: number;
  baselineCount: number;
  /** Of what both are compared with, such as another version. */
  comparedCount?: number;
}

export interface BinShares {
  /** 0 to 1; null when there is nothing to take a share of. */
  current: number | null;
  baseline: number | null;
  compared: number | null;
}

/** @returns the share that each bin has of its own total */
export function binShares(bins: readonly HistogramBin[]): BinShares[] {
  const sum = (of: (bin: HistogramBin) => number) =>
    bins.reduce((total, bin) => total + of(bin), 0);
  const n = sum(bin => bin.count);
  const baselineN = sum(bin => bin.baselineCount);
  const comparedN = sum(bin => bin.comparedCount ?? 0);
  return bins.map(bin => ({
    current: n > 0 ? bin.count / n : null,
    baseline: baselineN > 0 ? bin.baselineCount / baselineN : null,
    compared: comparedN > 0 ? (bin.comparedCount ?? 0) / comparedN : null,
  }));
}

/** @returns e.g. `n = 1,000 records now, 10K rows in the baseline, 900 records of version 2` */
export function histogramSamples(
  bins: readonly HistogramBin[],
  compared?: string,
): string {
  const sum = (of: (bin: HistogramBin) => number) =>
    bins.reduce((total, bin) => total + of(bin), 0);
  return [
    `n = ${formatCountOf(
      sum(bin => bin.count),
      'record',
    )} now`,
    `${formatCountOf(
      sum(bin => bin.baselineCount),
      'row',
    )} in the baseline`,
    ...(compared === undefined
      ? []
      : [
          `${formatCountOf(
            sum(bin => bin.comparedCount ?? 0),
            'record',
          )} of ${compared}`,
        ]),
  ].join(', ');
}

const toText = (cell: string | number) => formatPercent(Number(cell));

/** @returns the histogram as a table: bins, shares, and the counts behind them */
export function histogramTable(
  bins: readonly HistogramBin[],
  compared?: string,
): ChartTableData {
  const shares = binShares(bins);
  return {
    columns: [
      { header: 'bin' },
      { header: 'share now', format: toText, numeric: true },
      { header: 'n now', numeric: true },
      { header: 'share in baseline', format: toText, numeric: true },
      { header: 'n in baseline', numeric: true },
      ...(compared === undefined
        ? []
        : [
            { header: `share, ${compared}`, format: toText, numeric: true },
            { header: `n, ${compared}`, numeric: true },
          ]),
    ],
    rows: bins.map((bin, index) => [
      bin.label,
      shares[index].current,
      bin.count,
      shares[index].baseline,
      bin.baselineCount,
      ...(compared === undefined
        ? []
        : [shares[index].compared, bin.comparedCount ?? null]),
    ]),
  };
}

/** @returns one bin in words, e.g. `200 – 400: 12 % now (n = 120), 9 % in the baseline (n = 900)` */
export function describeBin(
  bins: readonly HistogramBin[],
  index: number,
  comparedName = '',
): string {
  const { label, count, baselineCount, comparedCount = 0 } = bins[index];
  const { current, baseline, compared } = binShares(bins)[index];
  const now =
    current === null
      ? 'no data now'
      : `${formatPercent(current)} now (${formatCountOf(count, 'record')})`;
  const before =
    baseline === null
      ? 'no baseline'
      : `${formatPercent(baseline)} in the baseline (${formatCountOf(
          baselineCount,
          'row',
        )})`;
  const other =
    compared === null
      ? ''
      : `, ${formatPercent(compared)} in ${comparedName} (${formatCountOf(
          comparedCount,
          'record',
        )})`;
  return `${label}: ${now}, ${before}${other}`;
}
