import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aFeedback,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { DatabaseCanaryObserver } from './DatabaseCanaryObserver';

const MINUTE_MS = 60_000;

describeEachDatabase('The quality of a canary', openDatabase => {
  async function aCanary(begun?: Date) {
    const knex = await openDatabase();
    const now = { ms: NOON_MS + 20 * MINUTE_MS };
    const model = await aMonitoredModel(knex, now);
    await model.freeze(1, aReference());
    await model.freeze(2, aReference());
    const observer = new DatabaseCanaryObserver({
      knex,
      nowMs: () => now.ms,
      thresholds: { findThresholds: async () => DEFAULT_VERDICT_THRESHOLDS },
      redaction: { findRules: async () => [] },
      records: model.log,
    });
    const canary = {
      modelRef: FLIGHT_DELAY,
      environment: 'production',
      candidate: 2,
      live: 1,
      since: new Date(NOON_MS + 10 * MINUTE_MS),
      begun,
    };
    const counted = await observer.noteCounted(canary);
    return {
      write: model.write,
      observe: async () => (await observer.observe(canary, counted)).quality,
    };
  }

  const predictions = (
    count: number,
    changes: Partial<Inference>,
    minutes = 10,
  ) =>
    someInferences(count, {
      timeMs: NOON_MS + minutes * MINUTE_MS,
      outputs: { delayed: true, probability: 0.9 },
      ...changes,
    });
  const LIVE = { version: 1, traffic: 'primary' } as const;
  const CANARY = { version: 2, traffic: 'canary' } as const;
  const outcomes = (rows: Inference[], delayed: (index: number) => boolean) =>
    rows.map((row, index) =>
      aFeedback(row, { target: { delayed: delayed(index) } }),
    );

  it('is that of the outcomes of both, as they arrive', async () => {
    const { write, observe } = await aCanary();
    const live = predictions(20, LIVE, 11);
    const canary = predictions(10, CANARY);
    await write([...live, ...canary]);
    expect(await observe()).toEqual([]);
    await write(
      [],
      outcomes(live, () => true),
    );
    expect(await observe()).toMatchObject([
      { measure: 'f1', candidate: { n: 0 }, live: { value: 1, n: 20 } },
    ]);
    await write(
      [],
      outcomes(canary, index => index < 6),
    );
    const [f1] = await observe();
    expect(f1).toMatchObject({
      candidate: { value: expect.closeTo(0.75), n: 10 },
      live: { value: 1, n: 20 },
    });
  });

  it('is corrected with an outcome', async () => {
    const { write, observe } = await aCanary();
    const canary = predictions(4, CANARY);
    await write(
      canary,
      outcomes(canary, () => true),
    );
    await write(
      [],
      outcomes(canary, index => index < 3).map(it => ({
        ...it,
        observedMs: (it.observedMs ?? 0) + MINUTE_MS,
      })),
    );
    expect((await observe())[0].candidate).toMatchObject({
      value: expect.closeTo(6 / 7),
      n: 4,
    });
  });

  it('has in it what was predicted since the first of its steps, and nothing else', async () => {
    const rows = [
      predictions(3, CANARY, 0),
      predictions(4, { ...CANARY, replay: true }),
      predictions(5, { ...CANARY, traffic: 'shadow' }),
      predictions(6, { ...CANARY, traffic: 'primary' }),
      predictions(7, { ...CANARY, environment: 'staging' }),
      predictions(8, CANARY),
    ].map((group, index) =>
      group.map((row, serial) => ({
        ...row,
        inferenceId: row.inferenceId.replace(
          /.{12}$/,
          String(index * 100 + serial).padStart(12, '0'),
        ),
      })),
    );
    const countSince = async (begun?: Date) => {
      const { write, observe } = await aCanary(begun);
      const all = rows.flat();
      await write(
        all,
        outcomes(all, () => true),
      );
      return (await observe())[0].candidate.n;
    };
    expect(await countSince()).toBe(8);
    expect(await countSince(new Date(NOON_MS))).toBe(11);
  });
});
