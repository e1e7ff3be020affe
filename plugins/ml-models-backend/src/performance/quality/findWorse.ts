import { formatRatio } from '../../formatNumber';
import { binomialTail } from '../../binomialTail';
import { chiSquareTail } from '../drift/chiSquareTail';
import { Counts } from './Counts';

/** What one row has added to the quality of each version. */
export interface PairedCounts {
  candidate: Counts;
  live: Counts;
}

/**
 * How likely a version that is no worse may be called so: 1 %, as of the guardrails of
 * a canary, shared among the tests that are made.
 */
const SURE = 0.01;

interface PairedTest {
  /** Chance of a difference as large or larger, were it no worse. */
  p: number;
  /** What it is worse in, if it is. */
  says: string;
}

/**
 * In what a version is surely worse than another on the same rows. Each row is a pair,
 * so that rows that are hard for both say nothing.
 *
 * @returns phrases; empty where it is not sure
 */
export function findWorse(pairs: readonly PairedCounts[]): string[] {
  const tests = [
    testRight(pairs),
    testLoss(pairs, {
      name: 'Brier score',
      lossOf: counts =>
        counts.has('score.n') ? counts.get('score.brier') ?? 0 : undefined,
    }),
    testLoss(pairs, {
      name: 'mean absolute error',
      lossOf: counts =>
        counts.has('error.n') ? counts.get('error.absolute') ?? 0 : undefined,
    }),
  ].filter(test => test !== undefined);
  return tests
    .filter(({ p }) => p <= SURE / tests.length)
    .map(({ says }) => says);
}

/**
 * The exact test of McNemar (1947, https://doi.org/10.1007/BF02295996), one-sided: of
 * rows that only one of both got right, each is as likely either's.
 */
function testRight(pairs: readonly PairedCounts[]): PairedTest | undefined {
  let onlyLive = 0;
  let onlyCandidate = 0;
  let n = 0;
  for (const pair of pairs) {
    const candidate = isRight(pair.candidate);
    const live = isRight(pair.live);
    if (candidate !== undefined && live !== undefined) {
      n += 1;
      if (live && !candidate) onlyLive += 1;
      if (candidate && !live) onlyCandidate += 1;
    }
  }
  return n === 0
    ? undefined
    : {
        p: binomialTail(onlyLive, onlyLive + onlyCandidate, 0.5),
        says: `it is wrong on ${onlyLive} rows that the live version gets right, and right on ${onlyCandidate} that that gets wrong`,
      };
}

function isRight(counts: Counts): boolean | undefined {
  if (['class.correct', 'binary.tp', 'binary.tn'].some(it => counts.has(it))) {
    return true;
  }
  return ['class.wrong', 'binary.fp', 'binary.fn'].some(it => counts.has(it))
    ? false
    : undefined;
}

/**
 * The paired t test, one-sided. Of a hundred rows and more Student's distribution is the
 * normal one closely enough: what is taken for 1 % is 1.1 % of a hundred.
 */
function testLoss(
  pairs: readonly PairedCounts[],
  {
    name,
    lossOf,
  }: { name: string; lossOf: (counts: Counts) => number | undefined },
): PairedTest | undefined {
  const differences = pairs.flatMap(pair => {
    const candidate = lossOf(pair.candidate);
    const live = lossOf(pair.live);
    return candidate === undefined || live === undefined
      ? []
      : [candidate - live];
  });
  const n = differences.length;
  if (n < 2) {
    return undefined;
  }
  const mean = sum(differences) / n;
  const variance = sum(differences.map(each => (each - mean) ** 2)) / (n - 1);
  return {
    p: upperTail(mean, Math.sqrt(variance / n)),
    says: `its ${name} is ${formatRatio(
      mean,
    )} larger, row by row, than that of the live version`,
  };
}

/** @returns how likely a mean is as large, were the expected one 0 */
function upperTail(mean: number, error: number): number {
  if (mean <= 0) {
    return 1;
  }
  // The square of a normal variable has one degree of freedom.
  return error === 0 ? 0 : chiSquareTail((mean / error) ** 2, 1) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
