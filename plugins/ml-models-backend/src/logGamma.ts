/**
 * Coefficients for g = 7, n = 9, good to 15 digits: Lanczos, SIAM J. Numer.
 * Anal. B 1 (1964) 86, as computed by P. Godfrey (2001).
 */
const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028,
  771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of the gamma function, for a ≥ 0.5. */
export function logGamma(a: number): number {
  const x = a - 1;
  const t = x + LANCZOS_G + 0.5;
  const sum = LANCZOS.slice(1).reduce(
    (total, coefficient, i) => total + coefficient / (x + i + 1),
    LANCZOS[0],
  );
  return (
    Math.log(2 * Math.PI) / 2 + (x + 0.5) * Math.log(t) - t + Math.log(sum)
  );
}
