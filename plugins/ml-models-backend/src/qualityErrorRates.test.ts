import { anObservedVersion } from './__testUtils__/InMemoryCanaryObserver';
import { judgeCanary } from './deployments/canary/judgeCanary';
import { addCounts, Counts } from './performance/quality/Counts';
import { compareQuality } from './performance/quality/compareQuality';

/** As many as tell a rate of 1 % from one of 5 %, in seconds. */
const TRIALS = 200;
const LOOKS = 20;
/** That arrive from look to look. */
const OUTCOMES = { candidate: 50, live: 450 };
const RULES = {
  weights: [10],
  maxErrorRate: 1,
  maxLatencyRatio: 10,
  minSamples: 500,
  maxQualityLoss: 0.05,
};

// Looked up once: a test's globals are slow to reach, and these are called millions of times.
const { cos, exp, imul, log, sqrt, PI } = Math;

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

type Random = () => number;
/** Sums of outcomes of a version whose quality is the given one. */
type Drawing = (random: Random, n: number, quality: number) => Counts;

/** @returns how many of `n` are what each is with a given chance */
function drawCount(random: Random, n: number, chance: number): number {
  let count = 0;
  for (let i = 0; i < n; i += 1) if (random() < chance) count += 1;
  return count;
}

const drawClasses: Drawing = (random, n, accuracy) => {
  const right = drawCount(random, n, accuracy);
  return new Map([
    ['class.correct', right],
    ['class.wrong', n - right],
  ]);
};

/** A fifth is positive; of the others as many are taken for it as of it are missed. */
const drawBinary: Drawing = (random, n, f1) => {
  const positives = drawCount(random, n, 0.2);
  const negatives = n - positives;
  const tp = drawCount(random, positives, f1);
  const fp = drawCount(random, negatives, (0.2 * (1 - f1)) / 0.8);
  return new Map([
    ['binary.tp', tp],
    ['binary.fn', positives - tp],
    ['binary.fp', fp],
    ['binary.tn', negatives - fp],
  ]);
};

const drawErrors =
  (draw: (random: Random) => number): Drawing =>
  (random, n, mean) => {
    let absolute = 0;
    let square = 0;
    for (let i = 0; i < n; i += 1) {
      const error = mean * draw(random);
      absolute += error;
      square += error * error;
    }
    return new Map([
      ['error.n', n],
      ['error.absolute', absolute],
      ['error.square', square],
    ]);
  };
const exponential = (random: Random) => -log(1 - random());
/** A few errors are far larger than all others: log-normal, skewness 33. */
const heavyTailed = (random: Random) =>
  exp(
    1.5 * sqrt(-2 * log(1 - random())) * cos(2 * PI * random()) - 1.5 ** 2 / 2,
  );

/** @returns whether any look at outcomes as they arrive sends the version back */
function isSentBack(
  draw: Drawing,
  quality: { candidate: number; live: number },
  random: Random,
): boolean {
  const candidate: Counts = new Map();
  const live: Counts = new Map();
  for (let look = 0; look < LOOKS; look += 1) {
    addCounts(candidate, draw(random, OUTCOMES.candidate, quality.candidate));
    addCounts(live, draw(random, OUTCOMES.live, quality.live));
    const { breaches } = judgeCanary(
      {
        candidate: anObservedVersion(2, {
          requests: 500,
          errors: 0,
          latencyMs: 1,
        }),
        live: anObservedVersion(1, { requests: 500, errors: 0, latencyMs: 1 }),
        outputs: [],
        quality: compareQuality(candidate, live),
      },
      RULES,
    );
    if (breaches.length > 0) return true;
  }
  return false;
}

describe('canaries that are sent back for their quality', () => {
  it.each<[string, Drawing, { live: number; atLimit: number; worse: number }]>([
    ['classes', drawClasses, { live: 0.9, atLimit: 0.855, worse: 0.72 }],
    [
      'classes that are hardly ever wrong',
      drawClasses,
      { live: 0.999, atLimit: 0.949, worse: 0.85 },
    ],
    [
      'classes that are hardly ever right',
      drawClasses,
      { live: 0.02, atLimit: 0.019, worse: 0.001 },
    ],
    ['two classes', drawBinary, { live: 0.8, atLimit: 0.76, worse: 0.4 }],
    [
      'numbers',
      drawErrors(exponential),
      { live: 5, atLimit: 5.25, worse: 7.5 },
    ],
    [
      'numbers, a few of them far off',
      drawErrors(heavyTailed),
      { live: 5, atLimit: 5.25, worse: 12 },
    ],
  ])(
    'are hardly any that only reach the limit: %s',
    (_, draw, { live, atLimit, worse }) => {
      const random = makeRandom(1);
      const sentBack = (candidate: number) =>
        Array.from({ length: TRIALS }, () =>
          isSentBack(draw, { candidate, live }, random),
        ).filter(Boolean).length / TRIALS;
      const found = [live, atLimit, worse].map(sentBack);
      expect(found[0]).toBeLessThanOrEqual(0.005);
      expect(found[1]).toBeLessThanOrEqual(0.01);
      expect(found[2]).toBeGreaterThanOrEqual(0.95);
    },
  );
});
