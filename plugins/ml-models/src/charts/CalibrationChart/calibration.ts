import { CalibrationBin } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCountOf,
  formatPercent,
} from '../../components/formatNumber/formatNumber';
import { ChartTableData } from '../ChartTable/chartTableData';

const toText = (cell: string | number) => formatPercent(Number(cell));

/** @returns the bins as rows: what scores promised, and what came true */
export function calibrationTable(
  bins: readonly CalibrationBin[],
): ChartTableData {
  return {
    columns: [
      { header: 'score from', format: toText, numeric: true },
      { header: 'until', format: toText, numeric: true },
      { header: 'mean score', format: toText, numeric: true },
      { header: 'came true', format: toText, numeric: true },
      { header: 'n (labels)', numeric: true },
    ],
    rows: bins.map(({ lower, upper, meanScore, positiveShare, n }) => [
      lower,
      upper,
      meanScore,
      positiveShare,
      n,
    ]),
  };
}

/** @returns one bin in words, e.g. `scored 25 % on average, came true in 22 % (480 labels)` */
export function describeCalibrationBin(bin: CalibrationBin): string {
  return `scored ${formatPercent(
    bin.meanScore,
  )} on average, came true in ${formatPercent(
    bin.positiveShare,
  )} (${formatCountOf(bin.n, 'label')})`;
}

/** @returns the bin whose mean score is nearest to a place on the axis, 0 to 1 */
export function nearestBin(
  bins: readonly CalibrationBin[],
  share: number,
): number {
  const distances = bins.map(({ meanScore }) => Math.abs(meanScore - share));
  return distances.indexOf(Math.min(...distances));
}
