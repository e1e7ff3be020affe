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
}

export interface BinShares {
  /** 0 to 1; null when there is nothing to take a share of. */
  current: number | null;
  baseline: number | null;
}

/** @returns the share that each bin has of its own total */
export function binShares(bins: readonly HistogramBin[]): BinShares[] {
  const sum = (of: (bin: HistogramBin) => number) =>
    bins.reduce((total, bin) => total + of(bin), 0);
  const n = sum(bin => bin.count);
  const baselineN = sum(bin => bin.baselineCount);
  return bins.map(bin => ({
    current: n > 0 ? bin.count / n : null,
    baseline: baselineN > 0 ? bin.baselineCount / baselineN : null,
  }));
}

const toText = (cell: string | number) => formatPercent(Number(cell));

/** @returns the histogram as a table: bins, shares, and the counts behind them */
export function histogramTable(bins: readonly HistogramBin[]): ChartTableData {
  const shares = binShares(bins);
  return {
    columns: [
      { header: 'bin' },
      { header: 'share now', format: toText, numeric: true },
      { header: 'n now', numeric: true },
      { header: 'share in baseline', format: toText, numeric: true },
      { header: 'n in baseline', numeric: true },
    ],
    rows: bins.map((bin, index) => [
      bin.label,
      shares[index].current,
      bin.count,
      shares[index].baseline,
      bin.baselineCount,
    ]),
  };
}

/** @returns one bin in words, e.g. `200 – 400: 12 % now (n = 120), 9 % in the baseline (n = 900)` */
export function describeBin(
  bins: readonly HistogramBin[],
  index: number,
): string {
  const { label, count, baselineCount } = bins[index];
  const { current, baseline } = binShares(bins)[index];
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
  return `${label}: ${now}, ${before}`;
}
