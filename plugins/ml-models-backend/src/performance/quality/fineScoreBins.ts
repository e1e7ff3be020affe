import { nameBins, SCORE_BINS, scoreBinOf } from './scoreBins';

/**
 * Scores of rare events all lie near 0, often in one bin of the histograms, of which
 * no order could be told; those of frequent ones near 1. So bins near 0 and 1 are cut:
 * down to a millionth, no bin is wider than an eighth of its distance to 0, or to 1.
 * From 0.08 on a hundredth is not. In each decade, as in histograms of high dynamic
 * range (http://hdrhistogram.org), the steps double where the edges do.
 */
const EDGES_OF_DECADE = [
  ...[8, 9, 10, 11, 12, 13, 14, 15],
  ...[16, 18, 20, 22, 24, 26, 28, 30],
  ...[32, 36, 40, 44, 48, 52, 56, 60],
  ...[64, 72],
];
const DECADES = 5;

/** Of which all edges are whole numbers, so that those near 1 are no less exact. */
const UNITS = 1e9;
/** An eighth of a millionth. */
const FIRST_STEP = 125;

const NEAR_0 = Array.from({ length: DECADES }, (_, decade) =>
  EDGES_OF_DECADE.map(edge => edge * FIRST_STEP * 10 ** decade),
).flat();

/** Ascending; without those of the histograms themselves. */
const EDGES = [...NEAR_0, ...NEAR_0.map(edge => UNITS - edge).reverse()]
  .filter(edge => edge % (UNITS / SCORE_BINS) !== 0)
  .map(edge => edge / UNITS);

/** A bin of the histograms that is cut into finer ones. */
export interface CutBin {
  /** Number of the first finer bin in it. */
  first: number;
  /** Between the finer bins, ascending. */
  edges: readonly number[];
}

const CUT_BINS = new Map<number, CutBin>();
for (const [place, edge] of EDGES.entries()) {
  const bin = scoreBinOf(edge);
  const { first, edges } = CUT_BINS.get(bin) ?? {
    first: place + CUT_BINS.size,
    edges: [],
  };
  CUT_BINS.set(bin, { first, edges: [...edges, edge] });
}

const FINE_SCORE_BINS = EDGES.length + CUT_BINS.size;

/** Names of the sums of each finer bin, whose scores are in the histograms as well. */
export const FINE_SCORE_SUMS = {
  positive: nameBins('score.positive.fine', FINE_SCORE_BINS),
  negative: nameBins('score.negative.fine', FINE_SCORE_BINS),
};

/**
 * @param scoreBin - of the histograms
 * @returns undefined where it is not cut
 */
export function findCutBin(scoreBin: number): CutBin | undefined {
  return CUT_BINS.get(scoreBin);
}

/**
 * @param probability - 0 to 1
 * @returns undefined where bins of the histograms are not cut
 */
export function findFineScoreBin(probability: number): number | undefined {
  const cut = findCutBin(scoreBinOf(probability));
  return cut && cut.first + countUpTo(cut.edges, probability);
}

/** @returns how many of the edges, which are ascending, are at most the value */
function countUpTo(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
