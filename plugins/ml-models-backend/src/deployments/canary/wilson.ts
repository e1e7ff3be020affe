/**
 * Lower end of the interval in which a rate lies that was seen `count` times in
 * `n`: Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953
 *
 * @param z - quantile of the normal distribution at the level wanted
 * @returns 0 to 1; 0 without anything seen
 */
export function wilsonLowerBound(count: number, n: number, z: number): number {
  if (n === 0) {
    return 0;
  }
  const rate = count / n;
  const spread = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return Math.max(0, (rate + (z * z) / (2 * n) - spread) / (1 + (z * z) / n));
}
