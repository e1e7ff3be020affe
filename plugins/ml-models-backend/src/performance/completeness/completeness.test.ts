import { mockServices } from '@backstage/backend-test-utils';
import { completenessSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  Inference,
  ServedCounts,
  ServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aFailure,
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
  InMemoryServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { aMonitoredModel } from '../__testUtils__/aMonitoredModel';
import { countAskedAtOnce } from '../__testUtils__/countAskedAtOnce';
import { getCompleteness } from './getCompleteness';
import { rollUpCompleteness } from './rollUpCompleteness';
import { ServedCollector } from './ServedCollector';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOON_MS = Date.UTC(2026, 2, 10, 12);
const NOON_S = NOON_MS / 1000;
const PRODUCTION = { modelRef: FLIGHT_DELAY, environment: 'production' };

/** A runtime whose counter says what the test wants. */
class CountingRuntime extends InMemoryServingRuntime implements ServingRuntime {
  counts: ServedCounts = { counter: 'one', windows: [] };
  readonly asked: Date[] = [];

  async listServed(since: Date) {
    this.asked.push(since);
    return this.counts;
  }
}

describeEachDatabase('completeness', (openDatabase, databaseId) => {
  async function aMonitored() {
    const knex = await openDatabase();
    const now = { ms: NOON_MS + 20 * MINUTE_MS };
    const model = await aMonitoredModel(knex, now);
    const runtime = new CountingRuntime();
    const collector = aCollector(knex, runtime);
    const serve = (served: Record<number, number>, counter = 'one') => {
      runtime.counts = {
        counter,
        windows: Object.entries(served).map(([startS, count]) => ({
          ...PRODUCTION,
          version: 1,
          startS: Number(startS),
          served: count,
        })),
      };
      return collector.collect(now.ms);
    };
    const report = async (query = {}) =>
      completenessSchema.parse(
        await getCompleteness(knex, FLIGHT_DELAY, query, now.ms),
      );
    return { ...model, knex, now, runtime, serve, report };
  }

  function aCollector(knex: Knex, runtime: ServingRuntime) {
    return new ServedCollector({
      knex,
      runtimes: new Map([[runtime.id, runtime]]),
      logger: mockServices.logger.mock(),
    });
  }

  /** Requests through the gateway, a second apart. */
  function requests(
    count: number,
    fromMs: number,
    changes: Partial<Inference> = {},
  ): Inference[] {
    return Array.from({ length: count }, (_, serial) => {
      const timeMs = fromMs + serial * 1000;
      return anInference({
        serial,
        timeMs,
        gatewayId: anInferenceId(timeMs, serial),
        ...changes,
      });
    });
  }

  it('says how many of the served requests left a record, and where not', async () => {
    const { write, serve, report } = await aMonitored();
    await write(requests(120, NOON_MS));
    await write(requests(97, NOON_MS + 5 * MINUTE_MS));
    await serve({ [NOON_S]: 120, [NOON_S + 300]: 100 });
    expect(await report()).toMatchObject({
      environment: 'production',
      settledUntil: '2026-03-10T12:15:00.000Z',
      bucketSeconds: 3 * 3600,
      versions: [
        {
          version: 1,
          basis: 'gateway',
          stored: 217,
          expected: 220,
          missing: 3,
          share: 217 / 220,
          series: [
            { start: '2026-03-10T12:00:00.000Z', stored: 217, expected: 220 },
          ],
          gaps: [
            {
              from: '2026-03-10T12:05:00.000Z',
              until: '2026-03-10T12:10:00.000Z',
              missing: 3,
              expected: 100,
            },
          ],
          furtherGaps: 0,
        },
      ],
    });
  });

  it('is of one model in one environment', async () => {
    const { write, report } = await aMonitored();
    const someOf = (instanceId: string, changes: Partial<Inference> = {}) =>
      [1, 3].map(sequence =>
        anInference({
          timeMs: NOON_MS + 1_000 * instanceId.charCodeAt(0) + sequence,
          instanceId,
          sequence,
          ...changes,
        }),
      );
    await write([
      ...someOf('a'),
      ...someOf('b', { environment: 'staging' }),
      ...someOf('c', { modelRef: 'mlmodel:default/fraud' }),
    ]);
    for (const environment of ['production', 'staging']) {
      expect((await report({ environment })).versions).toMatchObject([
        { basis: 'sequence', stored: 2, expected: 3 },
      ]);
    }
  });

  it('lists the newest of many gaps, and counts the others', async () => {
    const { serve, report } = await aMonitored();
    const starts = Array.from({ length: 102 }, (_, i) => NOON_S - 600 * i);
    await serve(Object.fromEntries(starts.map(startS => [startS, 1])));
    const [{ gaps, furtherGaps }] = (await report()).versions;
    expect(gaps).toHaveLength(100);
    expect(gaps[0].from).toBe('2026-03-10T12:00:00.000Z');
    expect(furtherGaps).toBe(2);
  });

  it('asks for counts and numbers at once', async () => {
    const { knex, report } = await aMonitored();
    expect(await countAskedAtOnce(knex, report)).toBe(2);
  });

  it('says it of all versions together too, unless one is asked for', async () => {
    const { write, serve, report } = await aMonitored();
    const numbered = (instanceId: string, sequence: number) =>
      anInference({
        serial: 500 + sequence,
        timeMs: NOON_MS + sequence,
        version: 2,
        instanceId,
        sequence,
      });
    await write(requests(97, NOON_MS));
    await write([1, 2, 4].map(sequence => numbered('a', sequence)));
    await serve({ [NOON_S]: 100 });
    expect((await report()).total).toEqual({
      basis: 'mixed',
      uncounted: 0,
      stored: 100,
      expected: 104,
      missing: 4,
      share: 100 / 104,
    });
    expect((await report({ version: 1 })).total).toBeUndefined();
  });

  it('counts a batch, a failure and a sampled-out record as the request that they are', async () => {
    const { write, serve, report } = await aMonitored();
    const [batch] = requests(1, NOON_MS);
    await write([0, 1, 2].map(row => ({ ...batch, row })));
    await write(requests(1, NOON_MS + 10_000, { keepsBody: false }));
    await write([
      aFailure({ gatewayId: anInferenceId(NOON_MS, 7), timeMs: NOON_MS + 1 }),
    ]);
    await serve({ [NOON_S]: 3 });
    expect((await report()).versions).toMatchObject([
      { stored: 3, expected: 3, share: 1, gaps: [] },
    ]);
  });

  it('leaves replays out, and what went past the gateway', async () => {
    const { write, serve, report } = await aMonitored();
    await write(requests(5, NOON_MS));
    await write(requests(9, NOON_MS + 60_000, { replay: true }));
    await write(requests(9, NOON_MS + 90_000, { gatewayId: undefined }));
    await serve({ [NOON_S]: 6 });
    expect((await report()).versions).toMatchObject([
      { stored: 5, expected: 6, missing: 1 },
    ]);
  });

  it('counts a request by the clock of the gateway', async () => {
    const { write, serve, report } = await aMonitored();
    const takenMs = NOON_MS + 5 * MINUTE_MS - 1;
    await write([
      anInference({
        timeMs: takenMs + 2,
        gatewayId: anInferenceId(takenMs).toUpperCase(),
      }),
    ]);
    await serve({ [NOON_S]: 1 });
    expect((await report()).versions[0].gaps).toEqual([]);
  });

  it('counts once, however often something is sent or asked for', async () => {
    const { write, serve, report, now } = await aMonitored();
    const sent = requests(10, NOON_MS);
    await write(sent.slice(0, 6));
    await write(sent);
    await serve({ [NOON_S]: 4 });
    await serve({ [NOON_S]: 11 });
    // An answer of before, from another replica.
    await serve({ [NOON_S]: 9 });
    now.ms += MINUTE_MS;
    await serve({ [NOON_S]: 11 });
    expect((await report()).versions).toMatchObject([
      { stored: 10, expected: 11 },
    ]);
  });

  it('adds up what several counters have counted', async () => {
    const { write, serve, report } = await aMonitored();
    await write(requests(10, NOON_MS));
    await serve({ [NOON_S]: 7 }, 'one');
    await serve({ [NOON_S]: 5 }, 'other');
    expect((await report()).versions).toMatchObject([
      { stored: 10, expected: 12 },
    ]);
  });

  it('closes a gap when the records arrive after all', async () => {
    const { write, serve, report, now } = await aMonitored();
    const sent = requests(10, NOON_MS);
    await write(sent.slice(0, 2));
    await serve({ [NOON_S]: 10 });
    expect((await report()).versions[0].missing).toBe(8);
    now.ms += 60 * MINUTE_MS;
    await write(sent.slice(2));
    expect((await report()).versions[0]).toMatchObject({ share: 1, gaps: [] });
  });

  it('does not judge what may still be on its way', async () => {
    const { serve, report, now } = await aMonitored();
    now.ms = NOON_MS + 6 * MINUTE_MS;
    await serve({ [NOON_S]: 10 });
    expect(await report()).toMatchObject({
      settledUntil: '2026-03-10T12:00:00.000Z',
      versions: [],
    });
    now.ms = NOON_MS + 7 * MINUTE_MS;
    expect((await report()).settledUntil).toBe('2026-03-10T12:05:00.000Z');
    expect((await report()).versions[0].missing).toBe(10);
  });

  it('goes by the numbers of the records where nobody counts', async () => {
    const { write, report } = await aMonitored();
    const numbered = (instanceId: string, lost: number[]) =>
      Array.from({ length: 100 }, (_, i) =>
        anInference({
          serial: i + (instanceId === 'b' ? 500 : 0),
          timeMs: NOON_MS + i * 6_000,
          instanceId,
          sequence: i + 1,
        }),
      ).filter(({ sequence = 0 }) => !lost.includes(sequence));
    await write([...numbered('a', [20, 21, 60]), ...numbered('b', [99, 100])]);
    const [version] = (await report()).versions;
    expect(version).toMatchObject({
      basis: 'sequence',
      stored: 195,
      expected: 198,
      missing: 3,
      series: [
        { start: '2026-03-10T12:00:00.000Z', stored: 195, expected: 198 },
      ],
    });
    expect(version.gaps.map(({ missing }) => missing)).toEqual([1, 2]);
  });

  it.each<Partial<Inference>>([
    { traffic: 'shadow', instanceId: 'a', sequence: 1 },
    { traffic: 'shadow' },
    { replay: true, instanceId: 'a', sequence: 1 },
  ])(
    'leaves out a smoke test or a replay, which nobody asked for: %j',
    async uncalled => {
      const { write, report, now } = await aMonitored();
      const smokeTest = anInference({
        serial: 900,
        timeMs: NOON_MS,
        ...uncalled,
      });
      await write([smokeTest]);
      expect((await report()).versions).toEqual([]);
      const asked = requests(9, NOON_MS + 1, {
        gatewayId: undefined,
        instanceId: 'a',
      });
      await write(asked.map((it, i) => ({ ...it, sequence: i + 2 })));
      now.ms += MINUTE_MS;
      expect((await report()).versions).toMatchObject([
        'sequence' in uncalled
          ? { basis: 'sequence', stored: 9, expected: 9 }
          : // Of an instance whose first record has no number, that is missing.
            { basis: 'sequence', stored: 9, expected: 10 },
      ]);
    },
  );

  it('leaves out a smoke test that the gateway has counted', async () => {
    const { write, serve, report } = await aMonitored();
    const [smokeTest, ...asked] = requests(10, NOON_MS);
    await write([{ ...smokeTest, traffic: 'shadow' }]);
    await serve({ [NOON_S]: 1 });
    expect((await report()).versions).toEqual([]);
    await write(asked);
    await serve({ [NOON_S]: 10 });
    expect((await report()).versions).toMatchObject([
      { basis: 'gateway', stored: 9, expected: 9 },
    ]);
  });

  it('keeps them apart after windows were merged', async () => {
    const { write, report, now, knex } = await aMonitored();
    await write([
      anInference({
        timeMs: NOON_MS,
        traffic: 'shadow',
        instanceId: 'a',
        sequence: 1,
      }),
    ]);
    now.ms += 4 * DAY_MS;
    await rollUpCompleteness({ knex, nowMs: now.ms });
    expect((await report()).versions).toEqual([]);
  });

  it('says that nobody counts', async () => {
    const { write, report } = await aMonitored();
    await write([anInference({ timeMs: NOON_MS })]);
    expect((await report()).versions).toEqual([
      {
        version: 1,
        basis: 'none',
        stored: 0,
        expected: 0,
        missing: 0,
        series: [],
        gaps: [],
        furtherGaps: 0,
      },
    ]);
  });

  it('says the same of the past after windows were merged', async () => {
    const { write, serve, report, now, knex } = await aMonitored();
    await write(requests(118, NOON_MS, { instanceId: 'a', sequence: 1 }));
    await serve({ [NOON_S]: 120, [NOON_S + 300]: 5 });
    const query = {
      from: new Date(NOON_MS).toISOString(),
      until: new Date(NOON_MS + DAY_MS).toISOString(),
    };
    const before = (await report(query)).versions[0];
    for (const later of [3, 91]) {
      now.ms = NOON_MS + later * DAY_MS;
      await rollUpCompleteness({ knex, nowMs: now.ms });
      const [after] = (
        await report({ ...query, from: '2026-03-10T00:00:00.000Z' })
      ).versions;
      expect(after).toMatchObject({
        stored: before.stored,
        expected: before.expected,
      });
      expect(after.gaps).toHaveLength(1);
    }
    // What comes late goes into the window that is kept of that time.
    await write(requests(2, NOON_MS + 200_000));
    const [late] = (
      await report({ ...query, from: '2026-03-10T00:00:00.000Z' })
    ).versions;
    expect(late.stored).toBe(120);
    expect(await knex('completeness_windows').select('granularity')).toEqual([
      { granularity: 86_400 },
    ]);
    expect(await knex('served_counts').select()).toEqual([]);
  });

  it('asks for a week at first, and for an hour from then on', async () => {
    const { serve, runtime, now } = await aMonitored();
    await serve({});
    const firstMs = now.ms;
    now.ms += MINUTE_MS;
    await serve({});
    expect(runtime.asked.map(it => it.getTime())).toEqual([
      firstMs - 7 * DAY_MS,
      firstMs - 60 * MINUTE_MS,
    ]);
  });

  it('goes on without a runtime that does not answer', async () => {
    const { knex, now } = await aMonitored();
    const silent = new CountingRuntime();
    silent.listServed = async () => {
      throw new Error('no answer');
    };
    const counting = new CountingRuntime();
    const collector = new ServedCollector({
      knex,
      runtimes: new Map([
        ['silent', silent],
        ['counting', counting],
      ]),
      logger: mockServices.logger.mock(),
    });
    await collector.collect(now.ms);
    expect(counting.asked).toHaveLength(1);
  });

  if (databaseId !== 'SQLITE_3') {
    it('counts once when two replicas collect at once', async () => {
      const { knex, now, runtime, report, write } = await aMonitored();
      await write(requests(10, NOON_MS));
      runtime.counts = {
        counter: 'one',
        windows: [{ ...PRODUCTION, version: 1, startS: NOON_S, served: 12 }],
      };
      await Promise.all(
        Array.from({ length: 8 }, () =>
          aCollector(knex, runtime).collect(now.ms),
        ),
      );
      expect((await report()).versions[0].expected).toBe(12);
    });
  }
});
