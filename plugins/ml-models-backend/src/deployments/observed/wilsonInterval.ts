/** Of a normal distribution: outside it is 1 of 1,000. */
const Z = 3.2905;

/**
 * Between which shares the true one lies at a confidence of 99.9 %: Wilson, E. B.,
 * "Probable inference, the law of succession, and statistical inference", Journal of
 * the American Statistical Association 22 (1927).
 *
 * @param count - of `total`, which is more than 0
 */
export function wilsonInterval(
  count: number,
  total: number,
): { low: number; high: number } {
  const share = count / total;
  const square = Z * Z;
  const scale = 1 + square / total;
  const centre = (share + square / (2 * total)) / scale;
  const half =
    (Z / scale) *
    Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
