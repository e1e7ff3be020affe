import { aComparedQuality } from '../../__testUtils__/aComparedQuality';
import { anObservedVersion } from '../../__testUtils__/InMemoryCanaryObserver';
import { compareQuality } from '../../performance/quality/compareQuality';
import { ComparedQuality } from './ComparedQuality';
import { judgeCanary } from './judgeCanary';

const RULES = {
  weights: [10],
  maxErrorRate: 0.01,
  maxLatencyRatio: 1.5,
  minSamples: 500,
  maxQualityLoss: 0.05,
};

function judge(
  quality: ComparedQuality[],
  changes: Partial<Parameters<typeof judgeCanary>[1]> = {},
) {
  const { guardrails, ...judged } = judgeCanary(
    {
      candidate: anObservedVersion(4, {
        requests: 1_000,
        errors: 0,
        latencyMs: 20,
      }),
      live: anObservedVersion(3, { requests: 9_000, errors: 0, latencyMs: 20 }),
      outputs: [{ name: 'delayed', decision: 'stable' }],
      quality,
    },
    { ...RULES, ...changes },
  );
  const rows = guardrails.filter(({ guardrail }) => guardrail === 'quality');
  return { ...judged, rows };
}

function errorsOf(mean: number, n: number) {
  return new Map([
    ['error.n', n],
    ['error.absolute', mean * n],
    // Spread as an exponential distribution.
    ['error.square', 2 * mean ** 2 * n],
  ]);
}

describe('the quality of a canary', () => {
  it('is kept where outcomes say that it is no worse', () => {
    const { rows, breaches, findings, awaited, unmeasured } = judge(
      aComparedQuality({ candidate: [455, 500], live: [4_050, 4_500] }),
    );
    expect([breaches, unmeasured, awaited]).toEqual([[], [], []]);
    const says =
      'accuracy is 91 % by 500 outcomes of its predictions, no worse than the 90 % of version 3 by 4,500 outcomes (limit 5 %)';
    expect(findings).toContain(says);
    expect(rows).toEqual([
      {
        guardrail: 'quality',
        measure: 'accuracy',
        unit: 'share',
        candidate: { value: 0.91, n: 500 },
        live: { value: 0.9, n: 4_500 },
        limit: { value: expect.closeTo(0.855), unit: 'share' },
        outcome: 'kept',
        maybeByChance: undefined,
        says,
      },
    ]);
  });

  it('breaks its limit when it is surely worse, and not when maybe by chance', () => {
    const surely = judge(
      aComparedQuality({ candidate: [375, 500], live: [4_050, 4_500] }),
    );
    expect(surely.breaches).toEqual([
      'accuracy is 75 % by 500 outcomes of its predictions, 16.7 % worse than the 90 % of version 3 by 4,500 outcomes (limit 5 %)',
    ]);
    expect(surely.rows).toMatchObject([{ outcome: 'broken' }]);
    const maybe = judge(
      aComparedQuality({ candidate: [415, 500], live: [4_050, 4_500] }),
    );
    expect(maybe.breaches).toEqual([]);
    expect(maybe.rows).toMatchObject([
      {
        outcome: 'kept',
        maybeByChance: true,
        says: expect.stringMatching(/\(limit 5 %, maybe by chance\)$/),
      },
    ]);
  });

  it('goes by how uncertain the live version’s is, too', () => {
    const candidate = [375, 500] as const;
    const breachesBeside = (live: readonly [number, number]) =>
      judge(aComparedQuality({ candidate, live })).breaches.length;
    expect(breachesBeside([4_050, 4_500])).toBe(1);
    expect(breachesBeside([90, 100])).toBe(0);
  });

  it('is by the mean absolute error of numbers, of which more is worse', () => {
    const { breaches } = judge(
      compareQuality(errorsOf(6.5, 500), errorsOf(5, 4_500)),
    );
    expect(breaches).toEqual([
      'mean absolute error is 6.5 by 500 outcomes of its predictions, 30 % worse than the 5 of version 3 by 4,500 outcomes (limit 5 %)',
    ]);
    const fewer = judge(compareQuality(errorsOf(4, 500), errorsOf(5, 4_500)));
    expect(fewer).toMatchObject({
      breaches: [],
      rows: [
        {
          unit: 'error',
          outcome: 'kept',
          limit: { value: 5.25, unit: 'error' },
        },
      ],
    });
  });

  it.each<[string, ComparedQuality[], RegExp]>([
    ['no outcome', [], /^of its predictions no outcome has arrived$/],
    [
      'none of its own',
      aComparedQuality({ candidate: [0, 0], live: [90, 100] }),
      /^of its predictions no outcome has arrived that accuracy could be measured by; of those of version 3 100 have$/,
    ],
    [
      'none of the live version’s',
      aComparedQuality({ candidate: [90, 100], live: [0, 0] }),
      /^accuracy is 90 % by 100 outcomes of its predictions, and of the predictions of version 3 meanwhile no such outcome has arrived$/,
    ],
    [
      'nothing but true negatives',
      compareQuality(new Map([['binary.tn', 900]]), new Map()),
      /^no outcome has arrived that F1 could be measured by$/,
    ],
    [
      'too few',
      aComparedQuality({ candidate: [450, 499], live: [4_050, 4_500] }),
      /^accuracy is 90.2 % by 499 outcomes of its predictions, and of version 3 90 % by 4,500: it takes 500 of either to compare them$/,
    ],
    [
      'a live version that is never wrong',
      compareQuality(errorsOf(1, 500), errorsOf(0, 4_500)),
      /^mean absolute error of version 3 is 0, and no loss is a share of that$/,
    ],
  ])('is not known by %s, which holds nothing up', (_, quality, says) => {
    const { rows, ...judged } = judge(quality);
    expect(judged).toMatchObject({
      breaches: [],
      unmeasured: [],
      awaited: [expect.stringMatching(says)],
      isJudged: true,
    });
    expect(rows).toMatchObject([{ outcome: 'unmeasured', awaited: true }]);
  });

  it('is unmeasured like any other where the model names the loss', () => {
    const { rows, ...judged } = judge([], { mustMeasureQuality: true });
    expect(judged).toMatchObject({
      awaited: [],
      unmeasured: ['of its predictions no outcome has arrived'],
    });
    expect(rows[0].awaited).toBeUndefined();
  });

  it('can be surely worse by few outcomes, and not by next to none', () => {
    const live = [4_050, 4_500] as const;
    const half = (n: number) =>
      judge(aComparedQuality({ candidate: [n / 2, n], live })).breaches.length;
    expect([half(98), half(100)]).toEqual([0, 1]);
  });

  it('takes as many outcomes as the model is judged by, where those are fewer', () => {
    const live = [360, 400] as const;
    const rowOf = (right: number, n: number) =>
      judge(aComparedQuality({ candidate: [right, n], live }), {
        minSamples: 40,
      }).rows[0];
    expect(rowOf(36, 40).outcome).toBe('kept');
    expect(rowOf(36, 39).outcome).toBe('unmeasured');
    expect(rowOf(4, 40).outcome).toBe('broken');
  });

  it('is not judged by a limit that nobody was told of', () => {
    const { rows } = judge([], { maxQualityLoss: undefined });
    expect(rows).toEqual([]);
  });

  it('is never lost altogether where all of it may be lost', () => {
    const quality = aComparedQuality({ candidate: [0, 500], live: [450, 500] });
    expect(judge(quality, { maxQualityLoss: 1 }).breaches).toEqual([]);
    expect(judge(quality, { maxQualityLoss: 0.99 }).breaches).toEqual([]);
    expect(judge(quality, { maxQualityLoss: 0.9 }).breaches).toHaveLength(1);
  });

  it('is nothing that a shadow is judged by, whose answers nobody has got', () => {
    const { rows, awaited, unmeasured } = judge([], {
      weights: [],
      shadow: { tolerance: 0.05 },
      mustMeasureQuality: true,
    });
    expect([rows, awaited]).toEqual([[], []]);
    expect(unmeasured.join()).not.toContain('outcome');
  });
});
