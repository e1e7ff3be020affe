import { logGamma } from '../../logGamma';

/** Relative accuracy at which the expansions stop; doubles carry 2.2e-16. */
const ACCURACY = 1e-15;

/** Terms until then: about 5 √a, so this serves 10,000 degrees of freedom. */
const TERMS_MAX = 10_000;

/** In place of 0 in Lentz's method; any number far below the accuracy does. */
const TINY = 1e-300;

/**
 * Probability that a chi-squared variable exceeds `x`, which is the
 * regularised upper incomplete gamma function Q(k/2, x/2).
 *
 * Press et al., Numerical Recipes (3rd edition), section 6.2: the series below
 * a + 1, the continued fraction by Lentz's method above.
 *
 * @param degreesOfFreedom - 1 or more
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  const a = degreesOfFreedom / 2;
  const z = x / 2;
  if (z <= 0) {
    return 1;
  }
  const scale = Math.exp(a * Math.log(z) - z - logGamma(a));
  return z < a + 1
    ? 1 - scale * lowerSeries(a, z)
    : scale * upperFraction(a, z);
}

function lowerSeries(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let i = 1; i <= TERMS_MAX && term > sum * ACCURACY; i += 1) {
    term *= z / (a + i);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i <= TERMS_MAX; i += 1) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / orTiny(numerator * d + b);
    c = orTiny(b + numerator / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) <= ACCURACY) break;
  }
  return fraction;
}

function orTiny(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
