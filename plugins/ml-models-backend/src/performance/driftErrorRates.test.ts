import {
  DEFAULT_VERDICT_THRESHOLDS,
  FeatureDrift,
} from '@noshelfware/backstage-plugin-ml-models-common';
import flightColumns from './__fixtures__/flight-columns.json';
import { binsOf } from './binning/binsOf';
import { compileBinning } from './binning/compileBinning';
import { makeFeatureBinning } from './binning/makeFeatureBinning';
import { decideDrift } from './drift/decideDrift';
import { judgeFeatureDrift, judgePredictionDrift } from './verdict/judgeDrift';

/** As often as the rates below are told apart from chance: ± 0.3 points at 1 %. */
const TRIALS = 1_000;
/** Records of each half. */
const SIZES = [500, 1_000, 1_500, 5_000];

const ALARMS_MAX = 0.01;
const DETECTED_MIN = 0.95;
const SHIFT_DEVIATIONS = 0.5;

type Value = string | number;

interface Column {
  name: string;
  values: readonly Value[];
  /** One per flight of the year: where its value stands in `values`. */
  flights: Uint16Array;
  /** Of numbers, half a standard deviation. */
  shift?: number;
}

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

function columnOf(
  name: string,
  { values, counts }: { values: Value[]; counts: number[] },
): Column {
  const flights = Uint16Array.from(
    counts.flatMap((count, place) => Array<number>(count).fill(place)),
  );
  const numbers = values.filter(value => typeof value === 'number');
  const mean = (of: (value: number) => number) =>
    numbers.reduce((sum, value, i) => sum + counts[i] * of(value), 0) /
    flights.length;
  const center = mean(value => value);
  const deviation = Math.sqrt(mean(value => (value - center) ** 2));
  return {
    name,
    values,
    flights,
    shift: numbers.length > 0 ? SHIFT_DEVIATIONS * deviation : undefined,
  };
}

/** @returns two halves of different flights, none of them drawn twice */
function split(
  { flights }: Column,
  size: number,
  random: () => number,
): [Uint16Array, Uint16Array] {
  // The first places of a shuffle (Fisher and Yates), which go on from draw to draw.
  for (let i = 0; i < 2 * size; i += 1) {
    const j = i + floor(random() * (flights.length - i));
    const drawn = flights[j];
    flights[j] = flights[i];
    flights[i] = drawn;
  }
  return [flights.subarray(0, size), flights.subarray(size, 2 * size)];
}

/** Bins one half as the reference of a registered version, to decide on others. */
function compareWith({ name, values }: Column, reference: Uint16Array) {
  const binning = makeFeatureBinning({
    name,
    role: 'input',
    values: Array.from(reference, place => values[place]),
  });
  if (!binning) throw new Error('There is nothing to bin');
  const findBin = compileBinning(binning);
  const bins = binsOf(binning).length;
  const count = (places: Uint16Array, shift: number) => {
    const binOf = values.map(value =>
      findBin(typeof value === 'number' ? value + shift : value),
    );
    const counts = new Float64Array(bins);
    for (const place of places) counts[binOf[place]] += 1;
    return counts;
  };
  const ofReference = count(reference, 0);
  return (window: Uint16Array, shift = 0) =>
    decideDrift(count(window, shift), ofReference);
}

/** Skewed ones, ones with many ties, and ones with rare categories. */
const columns = Object.entries(flightColumns).map(([name, column]) =>
  columnOf(name, column),
);
const cases = columns.flatMap(column =>
  SIZES.map(size => ({ ...column, size })),
);

describe('drift between halves of real flights', () => {
  it.each(cases)(
    'is hardly ever found where there is none, and nearly always after a shift: $name, $size records',
    ({ size, ...column }) => {
      const { shift } = column;
      const random = makeRandom(size);
      const found = { alarms: 0, shifts: 0 };
      for (let i = 0; i < TRIALS; i += 1) {
        const [window, reference] = split(column, size, random);
        const decide = compareWith(column, reference);
        if (decide(window).decision === 'drift') found.alarms += 1;
        if (shift && decide(window, shift).decision === 'drift') {
          found.shifts += 1;
        }
      }
      expect(found.alarms / TRIALS).toBeLessThanOrEqual(ALARMS_MAX);
      // Of categories there is no half standard deviation.
      const detectedMin = shift === undefined ? 0 : DETECTED_MIN;
      expect(found.shifts / TRIALS).toBeGreaterThanOrEqual(detectedMin);
    },
  );
});

describe('the verdict on halves of real flights', () => {
  const PREDICTION = 'hour';

  /** Looks once at a version, one column of which stands for its prediction. */
  const look = (drift: readonly FeatureDrift[]) => {
    const evidence = {
      recent: { requests: 0, errors: 0, timed: 0 },
      before: { timed: 0 },
      drift,
    };
    return [
      judgeFeatureDrift(evidence, DEFAULT_VERDICT_THRESHOLDS),
      judgePredictionDrift(evidence),
    ].map(({ state }) => state);
  };

  it.each(SIZES)(
    'is hardly ever degraded where there is no drift, and nearly always after a shift of every number: %d records',
    size => {
      const random = makeRandom(size);
      const found = { alarms: 0, shifts: 0, unknown: 0 };
      for (let i = 0; i < TRIALS; i += 1) {
        const compared = columns.map(column => {
          const [window, reference] = split(column, size, random);
          const decide = compareWith(column, reference);
          const describeDrift = (shift?: number): FeatureDrift => ({
            feature: column.name,
            role: column.name === PREDICTION ? 'output' : 'input',
            type: column.shift === undefined ? 'categorical' : 'numeric',
            ...decide(window, shift),
          });
          return {
            plain: describeDrift(),
            shifted: describeDrift(column.shift),
          };
        });
        const plain = look(compared.map(it => it.plain));
        if (plain.includes('degraded')) found.alarms += 1;
        if (plain.includes('unknown')) found.unknown += 1;
        const shifted = look(compared.map(it => it.shifted));
        if (shifted.every(state => state === 'degraded')) found.shifts += 1;
      }
      expect(found.unknown).toBe(0);
      expect(found.alarms / TRIALS).toBeLessThanOrEqual(ALARMS_MAX);
      expect(found.shifts / TRIALS).toBeGreaterThanOrEqual(DETECTED_MIN);
    },
  );
});
