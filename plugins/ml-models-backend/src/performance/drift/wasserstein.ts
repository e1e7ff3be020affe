import { BinCounts, sumOf } from './jensenShannon';

export interface WassersteinOptions {
  window: BinCounts;
  reference: BinCounts;
  /** Ascending; the samples hold what is below them, each bin, what is above. */
  edges: readonly number[];
}

export interface WassersteinDistance {
  value: number;
  /** That of the values themselves is not smaller. */
  min: number;
  /**
   * How far that of the values themselves can be from `value`; undefined where any
   * lie outside, since nothing says how far away.
   */
  errorMax: number | undefined;
}

/**
 * Wasserstein distance of order 1, ∫ |F − G| dx, the least work that turns one
 * sample into the other: Vallender, Theory Probab. Appl. 18 (1974) 784. In the
 * unit of the values, which are taken as spread evenly within their bin; those
 * outside are put on the outermost edge, which makes the distance no larger.
 *
 * The bounds are the tightest there are: within a bin F − G starts and ends at
 * known differences, and in between it can be anywhere that the two samples'
 * shares of the bin allow. Outside it can reach as far as numbers do.
 *
 * @returns undefined for an empty sample
 */
export function measureWasserstein({
  window,
  reference,
  edges,
}: WassersteinOptions): WassersteinDistance | undefined {
  const n = sumOf(window);
  const m = sumOf(reference);
  if (n === 0 || m === 0) {
    return undefined;
  }
  const total = { even: 0, least: 0, most: 0 };
  let start = window[0] / n - reference[0] / m;
  for (let bin = 1; bin < edges.length; bin += 1) {
    const width = edges[bin] - edges[bin - 1];
    const p = window[bin] / n;
    const q = reference[bin] / m;
    const end = start + p - q;
    total.even += width * integrateLine(start, end);
    total.least += width * distanceFromZero(start - q, start + p);
    total.most += width * Math.max(q - start, start + p);
    start = end;
  }
  const hasOutside = [window, reference].some(
    counts => counts[0] + counts[edges.length] > 0,
  );
  return {
    value: total.even,
    min: total.least,
    errorMax: hasOutside
      ? undefined
      : Math.max(total.most - total.even, total.even - total.least),
  };
}

/** ∫ |a + (b − a) x| dx from 0 to 1. */
function integrateLine(a: number, b: number): number {
  const size = Math.abs(a) + Math.abs(b);
  return a * b >= 0 ? size / 2 : (a ** 2 + b ** 2) / (2 * size);
}

function distanceFromZero(low: number, high: number): number {
  return Math.max(0, low, -high);
}
