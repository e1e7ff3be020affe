/** How many observations fell into each bin; all of one length. */
export type BinCounts = ArrayLike<number>;

/**
 * Jensen-Shannon distance (base 2, 0 to 1) of two samples in the same bins,
 * corrected for their sizes:
 *
 *   √max(0, JSD − (k − 1) / (8 ln 2) · (1/n + 1/m))
 *
 * The plain divergence of two samples of one distribution is not 0: its
 * expectation is about the term taken off (Grosse et al., Phys. Rev. E 65,
 * 041905, 2002). k counts the bins in which anything fell. Lin, IEEE Trans.
 * Inf. Theory 37 (1991) 145.
 *
 * @returns undefined for an empty sample
 */
export function measureJensenShannon(
  window: BinCounts,
  reference: BinCounts,
): number | undefined {
  const n = sumOf(window);
  const m = sumOf(reference);
  if (n === 0 || m === 0) {
    return undefined;
  }
  let divergence = 0;
  let occupied = 0;
  for (let i = 0; i < window.length; i += 1) {
    const p = window[i] / n;
    const q = reference[i] / m;
    const mean = (p + q) / 2;
    if (mean > 0) {
      occupied += 1;
      divergence += (entropyTerm(p, mean) + entropyTerm(q, mean)) / 2;
    }
  }
  const expected = ((occupied - 1) / (8 * Math.LN2)) * (1 / n + 1 / m);
  return Math.sqrt(Math.max(0, divergence - expected));
}

export function sumOf(counts: BinCounts): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i += 1) {
    sum += counts[i];
  }
  return sum;
}

function entropyTerm(share: number, mean: number): number {
  return share > 0 ? share * Math.log2(share / mean) : 0;
}
