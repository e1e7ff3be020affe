import { CalibrationBin } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCountOf,
  formatPercent,
} from '../../components/formatNumber/formatNumber';
import { Pair, pairUp } from '../../components/pairUp/pairUp';
import { ChartTableData } from '../ChartTable/chartTableData';

/** What scores are compared with, e.g. those of another version. */
export interface ComparedCalibration {
  /** e.g. `version 2`. */
  label: string;
  bins: readonly CalibrationBin[];
}

/** @returns the bins that either side has, ascending by score */
export function calibrationPairs(
  bins: readonly CalibrationBin[],
  compared?: ComparedCalibration,
): Pair<CalibrationBin>[] {
  return pairUp(bins, compared?.bins ?? [], ({ lower }) => String(lower)).sort(
    (a, b) => a.either.lower - b.either.lower,
  );
}

const toText = (cell: string | number) => formatPercent(Number(cell));

/** @returns the bins as rows: what scores promised, and what came true */
export function calibrationTable(
  bins: readonly CalibrationBin[],
  compared?: ComparedCalibration,
): ChartTableData {
  return {
    columns: [
      { header: 'score from', format: toText, numeric: true },
      { header: 'until', format: toText, numeric: true },
      ...measuredColumns(''),
      ...(compared ? measuredColumns(`, ${compared.label}`) : []),
    ],
    rows: calibrationPairs(bins, compared).map(({ own, other, either }) => [
      either.lower,
      either.upper,
      ...measuredCells(own),
      ...(compared ? measuredCells(other) : []),
    ]),
  };
}

function measuredColumns(suffix: string): ChartTableData['columns'] {
  return [
    { header: `mean score${suffix}`, format: toText, numeric: true },
    { header: `came true${suffix}`, format: toText, numeric: true },
    { header: `n (labels)${suffix}`, numeric: true },
  ];
}

function measuredCells(bin: CalibrationBin | undefined) {
  return [bin?.meanScore ?? null, bin?.positiveShare ?? null, bin?.n ?? null];
}

/**
 * @param label - of what it is compared with; absent: with nothing
 * @returns one bin in words, e.g. `scored 25 % on average, came true in 22 % (480 labels)`
 */
export function describeCalibrationBin(
  { own, other }: Pair<CalibrationBin>,
  label?: string,
): string {
  return label === undefined
    ? describeMeasured(own)
    : `${describeMeasured(own)}; ${label}: ${describeMeasured(other)}`;
}

function describeMeasured(bin: CalibrationBin | undefined): string {
  return bin
    ? `scored ${formatPercent(
        bin.meanScore,
      )} on average, came true in ${formatPercent(
        bin.positiveShare,
      )} (${formatCountOf(bin.n, 'label')})`
    : 'no such scores';
}

/** @returns the bin whose mean score is nearest to a place on the axis, 0 to 1 */
export function nearestBin(
  bins: ReadonlyArray<Pick<CalibrationBin, 'meanScore'>>,
  share: number,
): number {
  const distances = bins.map(({ meanScore }) => Math.abs(meanScore - share));
  return distances.indexOf(Math.min(...distances));
}
