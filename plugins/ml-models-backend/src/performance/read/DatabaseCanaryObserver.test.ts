import {
  DEFAULT_VERDICT_THRESHOLDS,
  NamedValues,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { hashValue } from '../../hashValue';
import { ObservedCanary } from '../../deployments/canary/CanaryObserver';
import { RedactionRule } from '../../inference/ModelPolicySource';
import {
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { DatabaseCanaryObserver } from './DatabaseCanaryObserver';

const MINUTE_MS = 60_000;

describeEachDatabase('DatabaseCanaryObserver', openDatabase => {
  async function aCanary(
    rules: Record<number, RedactionRule[]> = {},
    liveReference = aReference(),
    shadow?: ObservedCanary['shadow'],
  ) {
    const knex = await openDatabase();
    const now = { ms: NOON_MS + 2 * MINUTE_MS };
    const model = await aMonitoredModel(knex, now);
    await model.freeze(1, liveReference);
    await model.freeze(2, aReference());
    const observer = new DatabaseCanaryObserver({
      knex,
      nowMs: () => now.ms,
      records: model.log,
      thresholds: { findThresholds: async () => DEFAULT_VERDICT_THRESHOLDS },
      redaction: { findRules: async (_, version) => rules[version] ?? [] },
    });
    const observed = {
      modelRef: FLIGHT_DELAY,
      environment: 'production',
      candidate: 2,
      live: 1,
      since: new Date(NOON_MS),
      shadow,
    };
    let counted = await observer.noteCounted(observed);
    return {
      write: model.write,
      /** From here on. */
      begin: async () => {
        counted = await observer.noteCounted(observed);
      },
      observe: () => observer.observe(observed, counted),
    };
  }

  const live = (count: number) =>
    someInferences(count, {
      timeMs: NOON_MS,
      version: 1,
      traffic: 'primary',
      durationMs: 20,
    });
  const canary = (
    count: number,
    changes: Partial<Parameters<typeof someInferences>[1]> = {},
  ) =>
    someInferences(count, {
      timeMs: NOON_MS + 1,
      version: 2,
      traffic: 'canary',
      durationMs: 60,
      ...changes,
    });

  it('tells what each version has done with its own share', async () => {
    const { write, observe } = await aCanary();
    await write([...live(900), ...canary(600)]);
    await write(
      canary(10, {
        failed: true,
        statusCode: 500,
        errorType: 'ValueError',
        timeMs: NOON_MS + 700,
      }),
    );
    const { candidate, live: other, outputs } = await observe();

    expect(candidate).toMatchObject({
      version: 2,
      requests: 610,
      errors: 10,
      timed: 610,
    });
    expect(other).toMatchObject({ version: 1, requests: 900, errors: 0 });
    // The sketch knows them to 1 %.
    expect([59, 61].map(candidate.slowerThan)).toEqual([610, 0]);
    expect([19.7, 20.3].map(other.slowerThan)).toEqual([900, 0]);
    expect(outputs.map(({ name, decision }) => [name, decision])).toEqual(
      expect.arrayContaining([
        ['delayed', 'stable'],
        ['probability', 'stable'],
      ]),
    );
  });

  it('sees both over the same time, and leaves out what was before', async () => {
    const { write, begin, observe } = await aCanary();
    await write([...live(500), ...canary(40)]);
    await begin();
    await write([
      ...someInferences(200, {
        timeMs: NOON_MS + 30_000,
        version: 1,
        traffic: 'primary',
        durationMs: 90,
      }),
      ...canary(30, { timeMs: NOON_MS + 30_001 }),
    ]);
    const { candidate, live: other } = await observe();
    expect(candidate).toMatchObject({ requests: 30, errors: 0, timed: 30 });
    expect(other).toMatchObject({ requests: 200, errors: 0, timed: 200 });
    expect([15, 50, 100].map(other.slowerThan)).toEqual([200, 200, 0]);
    expect([15, 50, 100].map(candidate.slowerThan)).toEqual([30, 30, 0]);
  });

  it('tells apart since it began whose log has no failures in it', async () => {
    const { write, begin, observe } = await aCanary();
    const imported = {
      format: 'sagemaker' as const,
      missing: ['statusCode', 'exception'],
    };
    await write(canary(3, { imported }));
    await begin();
    await write([
      ...canary(4, { imported, timeMs: NOON_MS + 100 }),
      ...canary(5, { timeMs: NOON_MS + 200 }),
    ]);
    const { candidate, live: other } = await observe();
    expect(candidate).toMatchObject({ requests: 9, failuresUntold: 4 });
    expect(other.failuresUntold).toBe(0);
  });

  it('leaves out shadow traffic, replays, other times and other places', async () => {
    const { write, observe } = await aCanary();
    await write([
      ...canary(3, { traffic: 'shadow' }),
      ...canary(4, { replay: true }),
      ...canary(5, { environment: 'staging' }),
      ...canary(6, { timeMs: NOON_MS - 10 * MINUTE_MS }),
      ...canary(1, { timeMs: NOON_MS + MINUTE_MS }),
      ...canary(2, { traffic: 'primary', timeMs: NOON_MS + 50 }),
    ]);
    const { candidate, live: other, outputs } = await observe();
    expect([candidate.requests, other.requests]).toEqual([1, 0]);
    expect(outputs).toEqual([]);
  });

  it('finds outputs that lie otherwise than the live version’s', async () => {
    const { write, observe } = await aCanary();
    await write([
      ...live(900),
      ...canary(600, { outputs: { delayed: true, probability: 0.9 } }),
    ]);
    const { outputs } = await observe();
    expect(outputs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'delayed', decision: 'drift' }),
      ]),
    );
    expect(outputs[0].distance).toBeGreaterThan(0.1);
  });

  it('compares no output that rules redact otherwise of the live version', async () => {
    const hashed: RedactionRule = { path: 'outputs.delayed', how: 'hash' };
    const liveRows = live(900).map(it => ({
      ...it,
      outputs: { ...it.outputs, delayed: hashValue(false, 'key') },
    }));
    const canaryRows = canary(600);
    const outputsWith = async (rules: Record<number, RedactionRule[]>) => {
      const { write, observe } = await aCanary(rules);
      await write([...liveRows, ...canaryRows]);
      const { outputs } = await observe();
      return outputs.filter(({ name }) => name === 'delayed');
    };
    const notCompared = [
      { name: 'delayed', decision: 'unknown', redacted: true },
    ];
    expect(await outputsWith({})).toMatchObject([{ decision: 'drift' }]);
    expect(await outputsWith({ 1: [hashed] })).toEqual(notCompared);
    expect(
      await outputsWith({ 1: [hashed], 2: [{ ...hashed, how: 'drop' }] }),
    ).toEqual(notCompared);
  });

  it('names an output that a rule drops of the live version, which has no bins for it', async () => {
    const rule: RedactionRule = { path: 'outputs.probability', how: 'drop' };
    const drop = <Row extends { outputs?: NamedValues }>(row: Row) => ({
      ...row,
      outputs: { delayed: row.outputs?.delayed ?? false },
    });
    const { write, observe } = await aCanary(
      { 1: [rule] },
      aReference().map(drop),
    );
    await write([...live(900).map(drop), ...canary(600)]);
    const { outputs } = await observe();
    expect(outputs).toMatchObject([
      { name: 'delayed', decision: 'stable' },
      { name: 'probability', decision: 'unknown', redacted: true },
    ]);
  });

  it('compares outputs that the same rule redacts of both', async () => {
    const hashed: RedactionRule = { path: 'outputs.delayed', how: 'hash' };
    const other: RedactionRule = { path: 'inputs.carrier', how: 'drop' };
    const { write, observe } = await aCanary({
      1: [hashed, other],
      2: [hashed],
    });
    const redact = (rows: ReturnType<typeof live>) =>
      rows.map(it => ({
        ...it,
        outputs: { delayed: hashValue(it.outputs?.delayed ?? '', 'key') },
      }));
    await write(redact([...live(900), ...canary(600)]));
    const { outputs } = await observe();
    expect(outputs.filter(({ redacted }) => redacted)).toEqual([]);
    expect(outputs).toContainEqual(
      expect.objectContaining({ name: 'delayed', decision: 'stable' }),
    );
  });

  describe('of a shadow', () => {
    const SHADOW = { maxDisagreement: 0.2, tolerance: 0.05 };

    const asked = (it: ReturnType<typeof live>[number], serial: number) => ({
      ...it,
      gatewayId: anInferenceId(NOON_MS, serial),
    });

    /** Both answer the same requests; the shadow, every fourth otherwise. */
    const pairs = (count: number) => [
      ...live(count).map(asked),
      ...canary(count, { traffic: 'shadow' })
        .map(asked)
        .map((it, serial) => ({
          ...it,
          outputs: {
            ...it.outputs,
            probability: serial % 4 === 0 ? 7 : it.outputs.probability,
          },
        })),
    ];
    it('tells what it has done with its copies, and what it answers otherwise', async () => {
      const { write, observe } = await aCanary({}, aReference(), SHADOW);
      await write([...pairs(600), ...canary(10)]);
      const { candidate, live: other, disagreement } = await observe();
      expect([candidate.requests, other.requests]).toEqual([600, 600]);
      expect(disagreement).toMatchObject({
        copies: 600,
        paired: 600,
        n: 600,
        differing: 150,
        outputs: [
          { name: 'delayed', differing: 0 },
          { name: 'probability', differing: 150 },
        ],
        redacted: [],
      });
      expect(disagreement?.examples[0].outputs).toEqual(['probability']);
    });

    it('compares no output that a rule of either version redacts', async () => {
      const rules: RedactionRule[] = [
        { path: 'outputs.probability', how: 'hash' },
      ];
      const { write, observe } = await aCanary(
        { 1: rules },
        aReference(),
        SHADOW,
      );
      await write(pairs(100));
      expect((await observe()).disagreement).toMatchObject({
        n: 100,
        differing: 0,
        outputs: [{ name: 'delayed' }],
        redacted: ['probability'],
      });
    });

    it('is not looked for where a version has a share of the requests', async () => {
      const { write, observe } = await aCanary();
      await write(pairs(100));
      expect((await observe()).disagreement).toBeUndefined();
    });
  });

  it('has nothing to tell before anything has come', async () => {
    const { observe } = await aCanary();
    const { candidate, outputs } = await observe();
    expect(candidate).toMatchObject({ requests: 0, errors: 0, timed: 0 });
    expect(outputs).toEqual([]);
  });
});
