import data from './__fixtures__/real-data.json';
import { binsOf } from './binning/binsOf';
import { compileBinning } from './binning/compileBinning';
import { makeFeatureBinning } from './binning/makeFeatureBinning';
import { decideDrift } from './drift/decideDrift';

/** As often as the rates below are told apart from chance: ± 0.3 points at 1 %. */
const TRIALS = 1_000;

const ALARMS_MAX = 0.01;
const DETECTED_MIN = 0.95;
const SHIFT_DEVIATIONS = 0.5;

// Millions of values are drawn and counted.
jest.setTimeout(60_000);

type Value = string | number;

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

/** Draws two samples of a size, no row twice. */
function drawHalves<V>(
  values: readonly V[],
  size: number,
  random: () => number,
) {
  const rows = [...values];
  for (let i = 0; i < 2 * size; i += 1) {
    const j = i + Math.floor(random() * (rows.length - i));
    const drawn = rows[j];
    rows[j] = rows[i];
    rows[i] = drawn;
  }
  return [rows.slice(0, size), rows.slice(size, 2 * size)];
}

/** Bins the reference as a registered version's, and decides. */
function decide(window: readonly Value[], reference: readonly Value[]) {
  const binning = makeFeatureBinning({
    name: 'x',
    role: 'input',
    values: reference,
  });
  if (!binning) throw new Error('There is nothing to bin');
  const findBin = compileBinning(binning);
  const count = (values: readonly Value[]) => {
    const counts = new Float64Array(binsOf(binning).length);
    for (const value of values) counts[findBin(value)] += 1;
    return counts;
  };
  return decideDrift(count(window), count(reference)).decision;
}

function shareOfDrift(trial: () => string): number {
  let drifted = 0;
  for (let i = 0; i < TRIALS; i += 1) {
    if (trial() === 'drift') drifted += 1;
  }
  return drifted / TRIALS;
}

/** A skewed one with many ties, and one with rare categories. */
const FEATURES = ['flights: distance', 'flights: carrier'];

/** A year of flights, so that reference and window are of one distribution. */
const flights = [...data.drift.numeric, ...data.drift.categorical]
  .filter(({ name }) => FEATURES.includes(name))
  .map(({ name, reference, window }) => ({
    name,
    values: [...reference, ...window],
  }));
const SIZES = [500, 1_000, 1_500];
const cases = flights.flatMap(({ name, values }) =>
  SIZES.map(size => ({ name, values, size })),
);

describe('drift of halves of real data', () => {
  it.each(cases)(
    'is hardly ever found where there is none: $name, $size records',
    ({ values, size }) => {
      const random = makeRandom(size);
      const alarms = shareOfDrift(() => {
        const [reference, window] = drawHalves(values, size, random);
        return decide(window, reference);
      });
      expect(alarms).toBeLessThanOrEqual(ALARMS_MAX);
    },
  );

  it.each(
    cases.flatMap(({ name, size, values }) => {
      const numbers = values.filter(value => typeof value === 'number');
      return numbers.length > 0 ? [{ name, size, numbers }] : [];
    }),
  )(
    'is nearly always found after a shift of half a standard deviation: $name, $size records',
    ({ numbers, size }) => {
      const random = makeRandom(size);
      const mean = numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
      const variance =
        numbers.reduce((sum, it) => sum + (it - mean) ** 2, 0) / numbers.length;
      const shift = SHIFT_DEVIATIONS * Math.sqrt(variance);
      const detected = shareOfDrift(() => {
        const [reference, window] = drawHalves(numbers, size, random);
        return decide(
          window.map(value => value + shift),
          reference,
        );
      });
      expect(detected).toBeGreaterThanOrEqual(DETECTED_MIN);
    },
  );
});
