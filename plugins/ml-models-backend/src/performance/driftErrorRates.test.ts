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

type Value = string | number;

// Looked up once: a test's globals are slow to reach, and these are called millions of times.
const { floor, imul } = Math;

/** Mulberry32, by Tommy Ettinger: the same numbers in every run, 0 to 1. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws as many rows of real data as are wanted, each anew. */
function resample<V>(
  values: readonly V[],
  size: number,
  random: () => number,
): V[] {
  return Array.from(
    { length: size },
    () => values[floor(random() * values.length)],
  );
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

/** Skewed ones, ones with many ties, and ones with rare categories. */
const features = [...data.drift.numeric, ...data.drift.categorical].map(
  ({ name, reference, window }) => ({
    name,
    values: [...reference, ...window],
  }),
);
/** Large samples are drawn of data that is large enough to hold them. */
const cases = features.flatMap(feature =>
  [500, 1_500]
    .filter(size => size === 500 || size <= feature.values.length)
    .map(size => ({ ...feature, size })),
);
const numericCases = cases.flatMap(({ name, size, values }) => {
  const numbers = values.filter(value => typeof value === 'number');
  return numbers.length > 0 ? [{ name, size, numbers }] : [];
});

describe('drift between samples of real data', () => {
  it.each(cases)(
    'is hardly ever found where there is none: $name, $size records',
    ({ values, size }) => {
      const random = makeRandom(size);
      const alarms = shareOfDrift(() =>
        decide(resample(values, size, random), resample(values, size, random)),
      );
      expect(alarms).toBeLessThanOrEqual(ALARMS_MAX);
    },
  );

  it.each(numericCases)(
    'is nearly always found after a shift of half a standard deviation: $name, $size records',
    ({ numbers, size }) => {
      const random = makeRandom(size);
      const mean = numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
      const variance =
        numbers.reduce((sum, it) => sum + (it - mean) ** 2, 0) / numbers.length;
      const shift = SHIFT_DEVIATIONS * Math.sqrt(variance);
      const detected = shareOfDrift(() =>
        decide(
          resample(numbers, size, random).map(value => value + shift),
          resample(numbers, size, random),
        ),
      );
      expect(detected).toBeGreaterThanOrEqual(DETECTED_MIN);
    },
  );
});
