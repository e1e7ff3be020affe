import fc from 'fast-check';
import { addCounts, Counts } from './Counts';
import { countOutcome } from './countOutcome';
import { measureRocAuc } from './measureRocAuc';
import { OutcomeRule } from './OutcomeRule';
import { StoredOutcomes, stringifyOutcomes } from './storedOutcomes';

const RULE: OutcomeRule = {
  kind: 'binary',
  target: 'fraud',
  output: 'fraud',
  positive: true,
  score: 'score',
};

interface Scored {
  score: number;
  fraud: boolean;
}

function countOf({ score, fraud }: Scored): Counts {
  return countOutcome(RULE, { fraud: false, score }, { fraud }) ?? new Map();
}

/** What releases that had no finer bins have stored. */
function countBefore(row: Scored): Counts {
  return new Map([...countOf(row)].filter(([name]) => !name.includes('fine')));
}

function sumUp(all: readonly Counts[]): Counts {
  const sums: Counts = new Map();
  for (const counts of all) addCounts(sums, counts);
  return sums;
}

/** Each pair of a positive and a negative by itself; of equal scores half. */
function exactAuc(rows: readonly Scored[]): number {
  const [positives, negatives] = [true, false].map(side =>
    rows.filter(({ fraud }) => fraud === side),
  );
  const ordered = positives.flatMap(({ score }) =>
    negatives.map(other => (1 + Math.sign(score - other.score)) / 2),
  );
  return ordered.reduce((sum, each) => sum + each, 0) / ordered.length;
}

/** A thousand scores, of which each hundredth is a fraud; none reaches 0.01. */
const RARE: readonly Scored[] = Array.from({ length: 1_000 }, (_, i) => {
  const fraud = i % 100 === 0;
  const spread = ((i * 617) % 1_000) / 1_000;
  return { fraud, score: 10 ** ((fraud ? -3.8 : -4.5) + 1.2 * spread) };
});

const scores = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0.01, 0.07, 0.29, 0.5, 0.93, 0.99, 1),
  fc.double({ min: -8, max: -1, noNaN: true }).map(power => 10 ** power),
  fc.double({ min: -8, max: -1, noNaN: true }).map(power => 1 - 10 ** power),
);
const rowsOf = (score: fc.Arbitrary<number>) =>
  fc.array(fc.record({ score, fraud: fc.boolean() }), { maxLength: 60 });
const someRows = fc.oneof(
  rowsOf(scores),
  rowsOf(fc.double({ min: 0, max: 0.01, noNaN: true })),
  rowsOf(fc.integer({ min: 0, max: 20 }).map(n => n / 2_000)),
);

/** @returns also where there is nothing to measure, and nothing is */
function isWithinBound(sums: Counts, rows: readonly Scored[]): boolean {
  const exact = exactAuc(rows);
  const measured = measureRocAuc(sums);
  return measured
    ? Math.abs(measured.value - exact) <= measured.errorMax + 1e-12
    : Number.isNaN(exact);
}

describe('ROC AUC', () => {
  it('of rare events is told by scores that are all below a hundredth', () => {
    const { value = NaN, errorMax = NaN } =
      measureRocAuc(sumUp(RARE.map(countOf))) ?? {};
    expect(exactAuc(RARE)).toBeCloseTo(0.8919, 4);
    expect(value).toBeCloseTo(exactAuc(RARE), 2);
    expect(errorMax).toBeLessThan(0.01);
  });

  it('of frequent events is told by scores that are all above 0.99', () => {
    const mirrored = RARE.map(({ score, fraud }) => ({
      score: 1 - score,
      fraud: !fraud,
    }));
    const { value = NaN, errorMax = NaN } =
      measureRocAuc(sumUp(mirrored.map(countOf))) ?? {};
    expect(value).toBeCloseTo(exactAuc(RARE), 2);
    expect(errorMax).toBeLessThan(0.01);
  });

  it('is within its bound of that of the scores themselves', () => {
    fc.assert(
      fc.property(someRows, rows => {
        expect(isWithinBound(sumUp(rows.map(countOf)), rows)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is so beside what was stored before there were finer bins, and after corrections', () => {
    fc.assert(
      fc.property(someRows, someRows, someRows, (before, after, corrected) => {
        const sums = sumUp([
          ...before.map(countBefore),
          ...[...after, ...corrected].map(countOf),
        ]);
        for (const row of corrected) addCounts(sums, countOf(row), -1);
        const read: Counts = new Map();
        const stored = new StoredOutcomes();
        stored.add(stringifyOutcomes(sums), read);
        stored.nameIn(read);
        expect(isWithinBound(read, [...before, ...after])).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of what was stored before there were finer bins is not told below a hundredth', () => {
    expect(measureRocAuc(sumUp(RARE.map(countBefore)))).toEqual({
      value: 0.5,
      errorMax: 0.5,
    });
  });

  it('has the narrowest bound: all pairs in one bin may be in one order', () => {
    const rows = [
      { score: 0.501, fraud: false },
      { score: 0.502, fraud: true },
    ];
    expect(measureRocAuc(sumUp(rows.map(countOf)))).toEqual({
      value: 0.5,
      errorMax: 0.5,
    });
    expect(exactAuc(rows)).toBe(1);
  });
});
