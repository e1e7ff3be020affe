import { addCount, Counts } from './Counts';

/** So small that products of two digits, and sums of 2^27 of them, are exact. */
const DIGIT_BITS = 26;

/** Of what is below 2^−234 nothing is told from 0. */
const PLACE_MIN = -9;

/**
 * Sums of before there were digits are as exact as they were: of less than this
 * share of their square, a spread has fewer than six digits that are right.
 */
const PLAIN_SPREAD_MIN = 1e-9;

/**
 * Adds a number and its square to sums by digit, base 2^26. Such sums are whole
 * numbers, so they stay exact in whatever order they are added, and what is taken
 * out again leaves nothing. Plain sums of squares lose the spread of values that
 * are far from 0: of a million plus or minus one nearly all of it.
 */
export function addExactly(counts: Counts, name: string, value: number): void {
  const digits = digitsOf(value);
  for (const [place, digit] of digits) {
    addCount(counts, `${name}.sum.${place}`, digit);
    for (const [other, factor] of digits) {
      const product = digit * factor;
      const carry = Math.trunc(product / 2 ** DIGIT_BITS);
      const rest = product - carry * 2 ** DIGIT_BITS;
      addCount(counts, `${name}.square.${place + other}`, rest);
      addCount(counts, `${name}.square.${place + other + 1}`, carry);
    }
  }
}

/**
 * Σ (x − mean)² of what was added, exact but for the last rounding.
 *
 * @param n - how many numbers were added
 * @returns undefined where rounding has taken it
 */
export function measureSpread(
  counts: ReadonlyMap<string, number>,
  name: string,
  n: number,
): number | undefined {
  const sum = sumUp(counts, `${name}.sum`, PLACE_MIN);
  const square = sumUp(counts, `${name}.square`, 2 * PLACE_MIN);
  // In units of the last place of a square, where all of it is whole numbers.
  const spread = toNumber(BigInt(n) * square - sum * sum) / n;
  const plain = counts.get(`${name}.square`) ?? 0;
  return spread > plain * PLAIN_SPREAD_MIN ? spread : undefined;
}

/** @returns in units of the place */
function sumUp(
  counts: ReadonlyMap<string, number>,
  name: string,
  unitPlace: number,
): bigint {
  let total = 0n;
  const add = (place: number, digit: number) => {
    total += BigInt(digit) << BigInt((place - unitPlace) * DIGIT_BITS);
  };
  for (const [key, sum] of counts) {
    if (key === name) {
      digitsOf(sum).forEach(([place, digit]) => add(place, digit));
    } else if (key.startsWith(`${name}.`)) {
      add(Number(key.slice(name.length + 1)), sum);
    }
  }
  return total;
}

/** More than 64 bits do not change a number, and might be too many for one. */
function toNumber(scaled: bigint): number {
  const excess = Math.max(0, scaled.toString(16).length * 4 - 64);
  const unit = 2 ** (excess + 2 * PLACE_MIN * DIGIT_BITS);
  return Number(scaled >> BigInt(excess)) * unit;
}

/** @returns by place, the most significant first */
function digitsOf(value: number): [place: number, digit: number][] {
  const digits: [number, number][] = [];
  let rest = value;
  let place = Math.floor(Math.log2(Math.abs(value)) / DIGIT_BITS) + 1;
  for (; rest !== 0 && place >= PLACE_MIN; place -= 1) {
    const unit = 2 ** (place * DIGIT_BITS);
    const digit = Math.trunc(rest / unit);
    if (digit !== 0) {
      digits.push([place, digit]);
      rest -= digit * unit;
    }
  }
  return digits;
}
