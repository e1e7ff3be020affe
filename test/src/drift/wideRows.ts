/** Columns as a wide model has them, all numeric. */
export const COLUMNS = 1_000;

/** One column in ten shifts between the versions, by so many standard deviations. */
const SHIFTED_EVERY = 10;
const SHIFT = 0.5;

export const columnNames = Array.from(
  { length: COLUMNS },
  (_, i) => `feature_${String(i).padStart(4, '0')}`,
);

/** @returns rows of values, the same for the same version */
export function makeRows(version: number, count: number): number[][] {
  const random = makeRandom(version);
  return Array.from({ length: count }, () =>
    columnNames.map((_, column) => {
      const shift = version > 1 && column % SHIFTED_EVERY === 0 ? SHIFT : 0;
      return Math.round((drawNormal(random) + shift) * 1e4) / 1e4;
    }),
  );
}

export function toInputs(row: readonly number[]): Record<string, number> {
  return Object.fromEntries(row.map((value, i) => [columnNames[i], value]));
}

/** Box and Muller, Ann. Math. Statist. 29 (1958) 610. */
function drawNormal(random: () => number): number {
  return (
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  );
}

/** Mulberry32, by Tommy Ettinger: the same numbers in every run, 0 to 1. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
