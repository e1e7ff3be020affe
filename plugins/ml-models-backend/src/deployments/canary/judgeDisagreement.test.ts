import {
  aDisagreement,
  anObservedVersion,
} from '../../__testUtils__/InMemoryCanaryObserver';
import { Disagreement } from './CanaryObserver';
import { judgeCanary } from './judgeCanary';
import { JudgedRules } from './JudgedRules';
import { judgeDisagreement } from './judgeDisagreement';

const RULES = {
  weights: [],
  shadow: { maxDisagreement: 0.2, tolerance: 0.05 },
  maxErrorRate: 0.01,
  maxLatencyRatio: 1.5,
  minSamples: 500,
};

function observed(disagreement?: Partial<Disagreement>, live = 9_000) {
  const usual = { requests: 1_000, errors: 0, latencyMs: 20 };
  return {
    candidate: anObservedVersion(4, usual),
    live: anObservedVersion(3, { ...usual, requests: live }),
    outputs: [],
    quality: [],
    disagreement: disagreement && aDisagreement(disagreement),
  };
}

function judge(
  disagreement: Partial<Disagreement>,
  rules: JudgedRules = RULES,
) {
  return judgeDisagreement(observed(disagreement), rules);
}

function judgeLimit(maxDisagreement: number, differing: number) {
  const shadow = { ...RULES.shadow, maxDisagreement };
  return judge({ differing }, { ...RULES, shadow })[0];
}

describe('judgeDisagreement', () => {
  it('has nothing against a few other answers, and says how many', () => {
    expect(
      judge({
        n: 400,
        differing: 40,
        outputs: [
          { name: 'delay', n: 400, differing: 40, isDecision: false },
          { name: 'late', n: 400, differing: 4, isDecision: true },
        ],
      }),
    ).toEqual([
      {
        outcome: 'kept',
        says: 'it answers 10 % of 400 requests otherwise than version 3 (limit 20 %): delay 10 %, late 1 %',
        guardrails: [
          {
            guardrail: 'disagreement',
            unit: 'share',
            candidate: { n: 400, value: 0.1 },
            limit: { value: 0.2, unit: 'share' },
            outcome: 'kept',
            says: 'it answers 10 % of 400 requests otherwise than version 3 (limit 20 %)',
          },
          expect.objectContaining({
            output: 'delay',
            candidate: { n: 400, value: 0.1 },
          }),
          expect.objectContaining({
            output: 'late',
            candidate: { n: 400, value: 0.01 },
          }),
        ],
      },
    ]);
  });

  it('sends back what surely answers too many otherwise', () => {
    expect(judge({ differing: 300 })[0]).toMatchObject({
      outcome: 'broken',
      says: 'it answers 30 % of 1,000 requests otherwise than version 3 (limit 20 %)',
    });
    expect(judgeCanary(observed({ differing: 300 }), RULES).breaches).toEqual([
      'it answers 30 % of 1,000 requests otherwise than version 3 (limit 20 %)',
    ]);
  });

  it('does so before it has enough of them to call it good', () => {
    expect(judge({ n: 30, differing: 30 })[0].outcome).toBe('broken');
  });

  it('is not sure of what may be chance', () => {
    const [{ outcome, says, guardrails }] = judge({ differing: 210 });
    expect(outcome).toBe('kept');
    expect(says).toContain('(limit 20 %, maybe by chance)');
    expect(guardrails[0].maybeByChance).toBe(true);
  });

  it.each([
    [1, 1_000, 'kept'],
    [0, 1, 'broken'],
    [0, 0, 'kept'],
  ])('takes a limit of %d at %d of 1,000 for %s', (limit, differing, word) => {
    expect(judgeLimit(limit, differing).outcome).toBe(word);
  });

  it('names no limit where there is none', () => {
    const { guardrails, says } = judgeLimit(1, 1_000);
    expect(says).toMatch(/otherwise than version 3$/);
    expect(guardrails[0].limit).toBeUndefined();
  });

  describe('of a model that names no limit', () => {
    const unnamed = { ...RULES, shadow: { tolerance: 0.05 } };
    const outputs = (delay: number, late: number) => [
      { name: 'delay', n: 1_000, differing: delay, isDecision: false },
      { name: 'late', n: 1_000, differing: late, isDecision: true },
    ];

    it('shows how often numbers are others, and goes by the decisions', () => {
      const [kept] = judge(
        { differing: 950, outputs: outputs(940, 100) },
        unnamed,
      );
      expect(kept).toMatchObject({
        outcome: 'kept',
        says: 'it answers 95 % of 1,000 requests otherwise than version 3: delay 94 %, late 10 % (limit 30 %)',
      });
      expect(kept.guardrails.map(({ limit }) => limit?.value)).toEqual([
        undefined,
        undefined,
        0.3,
      ]);
    });

    it('sends back what decides otherwise too often', () => {
      const [broken] = judge(
        { differing: 500, outputs: outputs(0, 500) },
        unnamed,
      );
      expect(broken.outcome).toBe('broken');
      expect(broken.guardrails.map(({ outcome }) => outcome)).toEqual([
        'kept',
        'kept',
        'broken',
      ]);
    });

    it.each([
      [true, 'broken'],
      [false, 'kept'],
    ])(
      'judges the only output by whether it decides: %s',
      (isDecision, word) => {
        const only = { name: 'x', n: 1_000, differing: 900, isDecision };
        const [found] = judge({ differing: 900, outputs: [only] }, unnamed);
        expect(found.outcome).toBe(word);
        expect(found.guardrails).toHaveLength(1);
      },
    );
  });

  it.each<[string, Partial<Disagreement>, RegExp]>([
    [
      'no copy was recorded',
      { n: 0, copies: 0, paired: 0 },
      /because no record of a copy with a gateway id has come$/,
    ],
    [
      'the live version does not report the gateway id',
      { n: 0, paired: 0 },
      /none of its 1,000 records has its gateway id in one of version 3, whose service has to report the header x-noshelfware-gateway-id as noshelfware\.gateway\.id$/,
    ],
    [
      'no body was kept',
      { n: 0, withoutBody: 1_000 },
      /because of the 1,000 that both gave no body was kept \(spec\.logging\.sample\)$/,
    ],
    [
      'all that is answered is redacted',
      { n: 0, outputs: [], redacted: ['a', 'b'] },
      /because rules redact a, b$/,
    ],
    [
      'there are too few',
      { n: 99, differing: 20, failed: 3, withoutBody: 5 },
      /^99 of its answers could be compared one by one with those of version 3, and it takes 100: 3 failed, of 5 no body was kept/,
    ],
  ])('is not measured when %s', (_, disagreement, says) => {
    expect(judge(disagreement)[0]).toMatchObject({
      outcome: 'unmeasured',
      says: expect.stringMatching(says),
    });
  });

  it('takes fewer where the model is judged by fewer', () => {
    const few = { ...RULES, minSamples: 10 };
    expect(judge({ n: 10, differing: 0 }, few)[0].outcome).toBe('kept');
  });

  it('says of each output that is not compared, why', () => {
    const [, redacted, oneSided] = judge({
      redacted: ['name'],
      oneSided: ['cause'],
    });
    expect(redacted).toMatchObject({
      outcome: 'unmeasured',
      says: 'answers of name are not compared one by one: rules redact them in the records of a version',
      guardrails: [{ guardrail: 'disagreement', output: 'name' }],
    });
    expect(oneSided.says).toBe(
      'answers of cause are not compared one by one: only one of the two versions ever answers them',
    );
  });

  it('does not speak of a canary', () => {
    const canary = { ...RULES, weights: [10], shadow: undefined };
    expect(judgeDisagreement(observed(), canary)).toEqual([]);
    expect(judgeDisagreement(observed({}), canary)).toEqual([]);
  });

  it('takes no copy for a caller who asks: the smoke test left one', () => {
    expect(judgeCanary(observed({}, 0), RULES).isAsked).toBe(false);
    expect(judgeCanary(observed({}, 1), RULES).isAsked).toBe(true);
  });
});
