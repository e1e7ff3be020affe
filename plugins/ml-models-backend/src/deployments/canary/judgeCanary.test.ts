import { anObservedVersion } from '../../__testUtils__/InMemoryCanaryObserver';
import { CanaryObservation, ComparedOutput } from './CanaryObserver';
import { judgeCanary } from './judgeCanary';

const RULES = {
  weights: [10],
  maxErrorRate: 0.01,
  maxLatencyRatio: 1.5,
  minSamples: 500,
};
const STABLE: ComparedOutput = { name: 'delayed', decision: 'stable' };

function observed({
  candidate = {},
  live = {},
  outputs = [STABLE],
}: {
  candidate?: Partial<Parameters<typeof anObservedVersion>[1]>;
  live?: Partial<Parameters<typeof anObservedVersion>[1]>;
  outputs?: ComparedOutput[];
} = {}): CanaryObservation {
  const usual = { requests: 1_000, errors: 0, latencyMs: 20 };
  return {
    candidate: anObservedVersion(4, { ...usual, ...candidate }),
    live: anObservedVersion(3, { ...usual, requests: 9_000, ...live }),
    outputs,
    quality: [],
  };
}

/** Numbers between 0 and 1, the same in every run: mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('judgeCanary', () => {
  it('has nothing against a version that does as the live one', () => {
    expect(judgeCanary(observed(), RULES)).toMatchObject({
      breaches: [],
      findings: [
        '0 % of its 1,000 requests failed (limit 1 %)',
        'p95 is 20 ms, 1 × the 20 ms of version 3 (limit 1.5 ×)',
        'it predicts as version 3 does',
      ],
      unmeasured: [],
      samples: 1_000,
      isJudged: true,
      guardrails: [
        {
          guardrail: 'error-rate',
          unit: 'share',
          candidate: { value: 0, n: 1_000 },
          live: { value: 0, n: 9_000 },
          limit: { value: 0.01, unit: 'share' },
          outcome: 'kept',
          says: '0 % of its 1,000 requests failed (limit 1 %)',
        },
        {
          guardrail: 'latency',
          unit: 'p95-ms',
          candidate: { value: expect.closeTo(20), n: 1_000 },
          live: { value: expect.closeTo(20), n: 9_000 },
          limit: { value: expect.closeTo(30), unit: 'p95-ms' },
          outcome: 'kept',
          says: 'p95 is 20 ms, 1 × the 20 ms of version 3 (limit 1.5 ×)',
        },
        {
          guardrail: 'output',
          output: 'delayed',
          unit: 'js-distance',
          outcome: 'kept',
          says: 'it predicts as version 3 does',
        },
      ],
    });
  });

  it('sets what each guardrail is measured by side by side', () => {
    const outputs: ComparedOutput[] = [
      {
        name: 'a',
        decision: 'drift',
        distance: 0.3,
        limit: 0.1,
        n: 9,
        liveN: 8,
      },
      { name: 'b', decision: 'unknown', distance: 0.3, n: 9, liveN: 8 },
      { name: 'c', decision: 'stable', redacted: true },
    ];
    const { guardrails } = judgeCanary(
      observed({
        outputs,
        candidate: { errors: 11, failuresUntold: 500 },
        live: { errors: 90, timed: 0 },
      }),
      RULES,
    );
    expect(guardrails).toMatchObject([
      {
        // Those of which it is not known count for neither.
        candidate: { value: 0.022, n: 500 },
        live: { value: 0.01, n: 9_000 },
        outcome: 'kept',
        maybeByChance: true,
      },
      {
        guardrail: 'latency',
        limit: { value: 1.5, unit: 'ratio' },
        outcome: 'unmeasured',
      },
      {
        output: 'a',
        candidate: { value: 0.3, n: 9 },
        live: { n: 8 },
        limit: { value: 0.1, unit: 'js-distance' },
        outcome: 'broken',
      },
      // Made by chance, it is none to show.
      {
        output: 'b',
        candidate: { n: 9, value: undefined },
        outcome: 'unmeasured',
      },
      { output: 'c', candidate: undefined, outcome: 'unmeasured' },
    ]);
  });

  it('says of no output that none was compared', () => {
    const { guardrails } = judgeCanary(observed({ outputs: [] }), RULES);
    expect(guardrails[2]).toEqual({
      guardrail: 'output',
      unit: 'js-distance',
      outcome: 'unmeasured',
      says: 'its predictions are too few to compare: it takes 500 of either version',
    });
  });

  it.each([
    ['errors', observed({ candidate: { errors: 50 } }), /^5 % of its 1,000/],
    [
      'latency',
      observed({ candidate: { latencyMs: 60 } }),
      /^p95 is 60 ms, 3 ×/,
    ],
    [
      'predictions',
      observed({
        outputs: [STABLE, { name: 'risk', decision: 'drift', distance: 0.31 }],
      }),
      /^it predicts otherwise than version 3: risk \(distance 0.31\)/,
    ],
  ])('finds that its %s are beyond the limit', (_, observation, says) => {
    const { breaches } = judgeCanary(observation, RULES);
    expect(breaches).toEqual([expect.stringMatching(says)]);
  });

  it.each([
    ['a few errors by chance', observed({ candidate: { errors: 14 } })],
    [
      'an error among few requests',
      observed({ candidate: { requests: 20, errors: 1 } }),
    ],
    [
      'an error among four requests',
      observed({ candidate: { requests: 4, errors: 1 } }),
    ],
    [
      'milliseconds that a busy machine costs',
      observed({ candidate: { latencyMs: 6 }, live: { latencyMs: 2 } }),
    ],
    [
      'a p95 of too few requests of the live version',
      observed({ candidate: { latencyMs: 90 }, live: { requests: 99 } }),
    ],
  ])('puts up with %s', (_, observation) => {
    expect(judgeCanary(observation, RULES).breaches).toEqual([]);
  });

  it('calls nothing good that has answered too few requests', () => {
    const few = judgeCanary(observed({ candidate: { requests: 499 } }), RULES);
    expect(few.isJudged).toBe(false);
    const none = judgeCanary(
      observed({ candidate: { requests: 0 }, outputs: [] }),
      RULES,
    );
    expect(none).toMatchObject({
      breaches: [],
      findings: [],
      unmeasured: [
        'it got no request',
        'none of its answers was timed',
        'its predictions are too few to compare: it takes 500 of either version',
      ],
      isJudged: false,
    });
  });

  it('counts no errors where the log has no failures in it', () => {
    const judge = (requests: number, failuresUntold: number, errors: number) =>
      judgeCanary(
        observed({ candidate: { requests, failuresUntold, errors } }),
        RULES,
      );
    expect(judge(2_000, 1_500, 50)).toMatchObject({
      breaches: [
        '10 % of its 500 requests failed (limit 1 %; 1,500 more imported without failures)',
      ],
      isJudged: true,
    });
    expect(judge(2_000, 1_501, 0).isJudged).toBe(false);
    const untold = judge(2_000, 2_000, 0);
    expect(untold).toMatchObject({ breaches: [], isJudged: false });
    expect(untold.unmeasured).toEqual([
      'whether any of its 2,000 requests failed is not known: imported from a log that has no failures in it',
    ]);
  });

  it('says which predictions could not be compared, and compares the others', () => {
    const unlike = (name: string): ComparedOutput => ({
      name,
      decision: 'unknown',
      redacted: true,
    });
    const judge = (...outputs: ComparedOutput[]) => {
      const judged = judgeCanary(observed({ outputs }), RULES);
      return { ...judged, findings: judged.findings.slice(2) };
    };
    const few = (name: string): ComparedOutput => ({
      name,
      decision: 'unknown',
    });
    const says = (names: string) =>
      `its predictions of ${names} are not compared with those of version 3, because the records of the two are not redacted alike`;
    expect(judge(unlike('cause'), unlike('risk'))).toMatchObject({
      findings: [],
      unmeasured: [says('cause, risk')],
    });
    expect(judge(STABLE, unlike('risk'))).toMatchObject({
      findings: ['it predicts delayed as version 3 does'],
      unmeasured: [says('risk')],
    });
    expect(
      judge(STABLE, few('note'), few('note'), unlike('risk')),
    ).toMatchObject({
      findings: ['it predicts delayed as version 3 does'],
      unmeasured: [
        'its predictions of note are too few to compare: it takes 500 of either version',
        says('risk'),
      ],
    });
    expect(judge(few('risk'), few('note')).unmeasured).toEqual([
      'its predictions are too few to compare: it takes 500 of either version',
    ]);
    const drifted: ComparedOutput = { name: 'delayed', decision: 'drift' };
    const judged = judge(drifted, few('note'), unlike('risk'));
    expect(judged.breaches).toHaveLength(1);
    expect(judged.unmeasured).toHaveLength(2);
  });

  it('goes by the share of answers that take too long, not by their mean', () => {
    const observation = observed();
    /** So many of the 1,000 take ten times as long. */
    const slow = (count: number) => {
      observation.candidate.slowerThan = ms => {
        const slowOnes = ms < 200 ? count : 0;
        return ms < 20 ? 1_000 : slowOnes;
      };
      return judgeCanary(observation, RULES);
    };
    expect(slow(90).breaches).toEqual([
      'p95 is 200 ms, 10 × the 20 ms of version 3 (limit 1.5 ×)',
    ]);
    expect(slow(60).breaches).toEqual([]);
    expect(slow(40).findings).toContain(
      'p95 is 20 ms, 1 × the 20 ms of version 3 (limit 1.5 ×)',
    );
  });

  it('says that what looks bad may be chance, and what it takes to compare', () => {
    const { findings } = judgeCanary(
      observed({
        candidate: { requests: 12, errors: 1, latencyMs: 60 },
        live: { requests: 100 },
      }),
      RULES,
    );
    expect(findings.slice(0, 1)).toEqual([
      '8.33 % of its 12 requests failed (limit 1 %, maybe by chance)',
    ]);
    const tooFew = judgeCanary(observed({ live: { requests: 99 } }), RULES);
    expect(tooFew.unmeasured).toEqual([
      'p95 is 20 ms, and version 3 has answered 99 of the 100 requests that it takes to compare it with',
    ]);
  });

  it('does not take a few timed answers for all of them', () => {
    const judge = (timed: number, latencyMs: number, minSamples = 500) =>
      judgeCanary(observed({ candidate: { timed, latencyMs } }), {
        ...RULES,
        minSamples,
      });
    expect(judge(99, 20).unmeasured).toEqual([
      '99 of its answers were timed, and it takes 100 to compare them with those of version 3',
    ]);
    expect(judge(100, 20).unmeasured).toEqual([]);
    expect(judge(0, 20).unmeasured).toEqual(['none of its answers was timed']);
    // As many as a model is judged by are enough, and what is surely slow is.
    expect(judge(40, 20, 40).unmeasured).toEqual([]);
    expect(judge(99, 60).breaches).toEqual([
      'p95 is 60 ms, 3 × the 20 ms of version 3 (limit 1.5 ×)',
    ]);
  });

  /** @returns whether any of 20 looks at a growing number of requests sends it back */
  function isSentBack(
    errorRate: number,
    random: () => number,
    perLook = 100,
  ): boolean {
    let errors = 0;
    for (let requests = 1; requests <= 20 * perLook; requests += 1) {
      if (random() < errorRate) errors += 1;
      const isLook = requests % perLook === 0;
      if (
        isLook &&
        judgeCanary(observed({ candidate: { requests, errors } }), RULES)
          .breaches.length > 0
      ) {
        return true;
      }
    }
    return false;
  }

  it('sends back no healthy version, few at the limit, and each well beyond', () => {
    const random = randomNumbers(1);
    const trials = 1_000;
    const sentBack = (errorRate: number, perLook?: number) =>
      Array.from({ length: trials }, () =>
        isSentBack(errorRate, random, perLook),
      ).filter(Boolean).length;
    expect(sentBack(RULES.maxErrorRate / 2)).toBe(0);
    expect(sentBack(RULES.maxErrorRate)).toBeLessThanOrEqual(trials / 100);
    expect(sentBack(0.05)).toBe(trials);
    // Also where two requests come from look to look.
    expect(sentBack(RULES.maxErrorRate, 2)).toBeLessThanOrEqual(trials / 100);
  });
});
