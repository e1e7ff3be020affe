import {
  DEFAULT_VERDICT_THRESHOLDS,
  Verdict,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aFeedback,
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { DatabaseModelTelemetry } from '../telemetry/DatabaseModelTelemetry';
import { judgeModels } from './judgeModels';
import { sendNotices } from './sendNotices';
import { findVerdict } from './storedVerdicts';
import { VerdictNotice } from './verdictNotices';

const MINUTE_MS = 60_000;
const WINDOW_MS = 5 * MINUTE_MS;
const NOON_MS = Date.UTC(2026, 2, 10, 12);
const PRODUCTION = { modelRef: FLIGHT_DELAY, environment: 'production' };

describeEachDatabase('judgeModels', openDatabase => {
  async function aJudged() {
    const knex = await openDatabase();
    const now = { ms: NOON_MS };
    const model = await aMonitoredModel(knex, now);
    let window = 0;
    /** Lets windows pass, each with 120 requests of which some fail. */
    const pass = async (
      errors: Array<number | undefined>,
      changes: Partial<Inference> = {},
    ) => {
      for (const count of errors) {
        const startMs = NOON_MS + window * WINDOW_MS;
        if (count !== undefined) {
          await model.write(requests(startMs, count, changes));
        }
        window += 1;
        now.ms = NOON_MS + window * WINDOW_MS + 40_000;
        await model.judge();
      }
    };
    const verdict = (version?: number) =>
      findVerdict(
        { knex, liveVersions: model.liveVersions, now: new Date(now.ms) },
        PRODUCTION,
        version,
      );
    const state = async () => (await verdict())?.state;
    return { ...model, knex, now, pass, verdict, state };
  }

  /** 120 requests, a second apart. */
  function requests(
    startMs: number,
    errors: number,
    changes: Partial<Inference> = {},
  ): Inference[] {
    return Array.from({ length: 120 }, (_, serial) =>
      anInference({
        serial: serial + 1_000 * (changes.version ?? 1),
        timeMs: startMs + serial * 1_000,
        ...(serial < errors
          ? { failed: true, statusCode: 500, errorType: 'ValueError' }
          : {}),
        ...changes,
      }),
    );
  }

  it('is failing after three windows, and healthy again after five', async () => {
    const { pass, state } = await aJudged();
    await pass([0, 0]);
    expect(await state()).toBe('healthy');
    const states = [];
    for (const errors of [100, 100, 100, 0, 0, 0, 0, 0, 0, 0]) {
      await pass([errors]);
      states.push(await state());
    }
    // A look goes back 15 minutes: the last window of errors is seen three times.
    expect(states).toEqual([
      'healthy',
      'healthy',
      ...Array(7).fill('failing'),
      'healthy',
    ]);
  });

  it('is not judged by errors that were replayed', async () => {
    const { pass, state } = await aJudged();
    await pass([0, 0]);
    await pass(Array(4).fill(100), { replay: true });
    expect(await state()).toBe('healthy');
  });

  it('says what, since when and by which limit', async () => {
    const { pass, verdict } = await aJudged();
    await pass([0, 40, 40, 40]);
    const { reasons, judgedAt, limits } = (await verdict())!;
    expect(judgedAt).toBe('2026-03-10T12:20:00.000Z');
    expect(reasons[0]).toEqual({
      signal: 'error-rate',
      state: 'failing',
      text: 'Serving 33.3 % errors in the last 15 minutes (limit 5 %, n = 360); first seen at 12:10 UTC',
      since: '2026-03-10T12:10:00.000Z',
      what: 'Serving 33.3 % errors',
      period: 'in the last 15 minutes',
      basis: 'limit 5 %, n = 360',
    });
    expect(limits?.[0]).toEqual({
      signal: 'error-rate',
      degraded: 'above 1 %',
      failing: 'above 5 %',
      fromModel: false,
    });
  });

  it('tells what is about to change', async () => {
    const { pass, verdict } = await aJudged();
    await pass([0, 0, 0, 100]);
    expect((await verdict())?.reasons[0]).toMatchObject({
      state: 'healthy',
      note: 'seen in 1 window of 5 minutes so far; it counts as failing once 3 in a row show it',
    });
    await pass([100, 100, 0, 0, 0, 0]);
    expect((await verdict())?.reasons[0]).toMatchObject({
      state: 'failing',
      recovering: true,
      note: 'stays failing until 5 windows of 5 minutes in a row are better (2 so far)',
    });
  });

  it('says the same wherever it is read', async () => {
    const { pass, verdict, knex, now, report, liveVersions } = await aJudged();
    await pass([0, 20, 20, 20]);
    const stored = await verdict();
    const telemetry = new DatabaseModelTelemetry(knex, liveVersions);
    const summary = async (refs: string[]): Promise<Verdict | undefined> =>
      (await telemetry.summarise(refs, new Date(now.ms)))
        .get(FLIGHT_DELAY)
        ?.environments.get('production')?.verdict;
    expect(await summary([FLIGHT_DELAY])).toEqual(stored);
    expect(
      await summary([FLIGHT_DELAY, 'a', 'b', 'c', 'd', 'e'].map(String)),
    ).toEqual(stored);
    expect((await report()).verdict).toEqual(stored);
    expect((await report({ version: 1 })).verdict).toEqual(stored);
  });

  it('judges each version, and an environment by the one that serves', async () => {
    const { pass, verdict, state, now, write } = await aJudged();
    await pass([0, 100, 100, 100]);
    expect(await state()).toBe('failing');
    await pass([0], { version: 2 });
    expect(await state()).toBe('healthy');
    expect((await verdict(2))?.state).toBe('healthy');
    const notLive = (version: number) => ({
      state: 'unknown',
      reasons: [
        {
          signal: 'not-live',
          text: `Version ${version} is not live in production: verdicts are of the version that is, 2`,
        },
      ],
    });
    expect(await verdict(3)).toMatchObject(notLive(3));
    // What it did a moment ago is told, and is the verdict on nothing any more.
    expect(await verdict(1)).toMatchObject({
      ...notLive(1),
      reasons: [
        ...notLive(1).reasons,
        { signal: 'error-rate', state: 'failing' },
        { signal: 'latency', state: 'healthy' },
      ],
    });
    // What nobody got an answer of makes nobody serve.
    await write(requests(now.ms, 0, { version: 3, traffic: 'shadow' }));
    await pass([undefined, undefined]);
    expect(await verdict(3)).toMatchObject(notLive(3));
    // What was judged while it was live is over in time.
    await pass(Array(6).fill(0), { version: 2 });
    expect((await verdict(1))?.reasons).toMatchObject([
      ...notLive(1).reasons,
      { signal: 'no-data' },
    ]);
    now.ms += 24 * 60 * MINUTE_MS;
    expect(await verdict(1)).toMatchObject(notLive(1));
  });

  it('is none on what was stopped, until records come from elsewhere', async () => {
    const { pass, verdict, state, goLive, stop, now } = await aJudged();
    goLive(1);
    await pass([0, 100, 100, 100]);
    expect(await state()).toBe('failing');
    stop(1);
    expect(await verdict()).toEqual({
      state: 'unknown',
      judgedAt: new Date(now.ms).toISOString(),
      reasons: [
        {
          signal: 'not-live',
          state: 'unknown',
          text: 'Nothing is live in production: version 1 was stopped, and requests are refused and counted nowhere',
        },
      ],
    });
    await pass([undefined, 100, 100, 100]);
    expect(await state()).toBe('failing');
  });

  it('lists of a version that has just come back what is not judged yet', async () => {
    const { pass, verdict, freeze, write } = await aJudged();
    await freeze(1, aReference());
    await freeze(2, aReference());
    const left = someInferences(600, {
      timeMs: NOON_MS - WINDOW_MS,
      version: 2,
    });
    await write(left, [aFeedback(left[0], { target: { delayed: true } })]);
    await pass([0]);
    expect(await verdict()).toMatchObject({
      state: 'healthy',
      reasons: [
        { signal: 'error-rate', state: 'healthy' },
        { signal: 'feature-drift', state: 'unknown', pending: true },
        { signal: 'prediction-drift', state: 'unknown', pending: true },
        { signal: 'quality', state: 'unknown', pending: true },
      ],
    });
  });

  it('speaks of the live version from the moment that it is live', async () => {
    const { pass, state, verdict, goLive, report } = await aJudged();
    await pass([0], { version: 1 });
    goLive(2);
    await pass([100, 100, 100], { version: 2 });
    expect(await state()).toBe('failing');
    goLive(1);
    const unjudged = {
      state: 'unknown',
      reasons: [{ text: 'Version 1: not judged yet' }],
    };
    expect(await verdict()).toMatchObject(unjudged);
    expect((await report()).verdict).toMatchObject(unjudged);
    // Some requests still reach version 2, more than version 1 has had.
    await pass([100], { version: 2 });
    expect(await verdict()).toEqual(await verdict(1));
  });

  it('draws changes into trouble and out of it on the time axis', async () => {
    const { pass, report } = await aJudged();
    await pass([0, 100, 100, 100, 0, 0, 0, 0, 0, 0, 0]);
    const { markers } = await report();
    expect(
      markers.map(({ kind, version, time }) => [kind, version, time]),
    ).toEqual([
      ['verdict', 1, '2026-03-10T12:20:00.000Z'],
      ['verdict', 1, '2026-03-10T12:55:00.000Z'],
    ]);
    expect(markers[0].text).toMatch(
      /^Version 1 became failing: Serving 83.3 %/,
    );
    expect(markers[1].text).toMatch(/^Version 1 is healthy again: Serving 0 %/);
    expect((await report({ version: 2 })).markers).toEqual([]);
  });

  it('judges a window once, however many judge at once', async () => {
    const { pass, state, judging, now, write } = await aJudged();
    await pass([0]);
    for (const window of [1, 2]) {
      await write(requests(NOON_MS + window * WINDOW_MS, 100));
      now.ms = NOON_MS + (window + 1) * WINDOW_MS + 40_000;
      await Promise.all(
        Array.from({ length: 4 }, () =>
          judgeModels({ ...judging, nowMs: now.ms }),
        ),
      );
    }
    expect(await state()).toBe('healthy');
  });

  it('judges the windows that nobody judged at their time', async () => {
    const { pass, state, verdict, write, now, judge } = await aJudged();
    await pass([0]);
    for (const window of [1, 2, 3]) {
      await write(requests(NOON_MS + window * WINDOW_MS, 100));
    }
    now.ms = NOON_MS + 4 * WINDOW_MS + 40_000;
    await judge();
    expect(await state()).toBe('failing');
    expect((await verdict())?.reasons[0].since).toBe(
      '2026-03-10T12:10:00.000Z',
    );
  });

  it('is sure at the first look of what the records before it prove, seen by nobody before', async () => {
    const { write, now, judge, state, verdict, report } = await aJudged();
    for (const window of [0, 1, 2]) {
      await write(requests(NOON_MS + window * WINDOW_MS, 100));
    }
    now.ms = NOON_MS + 3 * WINDOW_MS + 40_000;
    await judge();
    expect(await state()).toBe('failing');
    const seenAt = new Date(now.ms).toISOString();
    const { judgedAt, reasons } = (await verdict())!;
    expect(reasons[0].since).toBe(seenAt);
    // Nothing is judged before it was seen, and no mark stands before that.
    expect(judgedAt).toBe(seenAt);
    now.ms += 1_000;
    expect((await report()).markers).toContainEqual(
      expect.objectContaining({ time: seenAt, kind: 'verdict' }),
    );
  });

  it('does not take up where it stopped hours ago', async () => {
    const { pass, state, write, now, judge } = await aJudged();
    await pass([0, 100, 100]);
    const laterMs = NOON_MS + 100 * WINDOW_MS;
    await write(requests(laterMs, 100));
    now.ms = laterMs + WINDOW_MS + 40_000;
    await judge();
    expect(await state()).toBe('unknown');
  });

  it('waits until the records of a window have arrived', async () => {
    const { write, now, judge, verdict } = await aJudged();
    await write(requests(NOON_MS - WINDOW_MS, 0));
    now.ms = NOON_MS + 30_000;
    await judge();
    await write(requests(NOON_MS, 0));
    now.ms = NOON_MS + WINDOW_MS + 29_000;
    await judge();
    expect((await verdict())?.judgedAt).toBe('2026-03-10T12:00:30.000Z');
    now.ms += 1_000;
    await judge();
    expect((await verdict())?.judgedAt).toBe('2026-03-10T12:05:00.000Z');
  });

  it('is degraded by records that were lost', async () => {
    const { knex, now, write, judge, verdict } = await aJudged();
    for (let window = 0; window < 6; window++) {
      const startMs = NOON_MS + window * WINDOW_MS;
      await write(
        requests(startMs, 0)
          .slice(window === 0 ? 4 : 0)
          .map(record => ({
            ...record,
            gatewayId: anInferenceId(record.timeMs),
          })),
      );
      await serveAll(knex, startMs / 1000);
      now.ms = startMs + WINDOW_MS + 40_000;
      await judge();
    }
    expect((await verdict())?.reasons[0]).toMatchObject({
      signal: 'completeness',
      state: 'degraded',
      text: expect.stringMatching(
        /^99.33 % of requests left a record in the hour before the last count \(limit 99.9 %, 4 of 600 missing\); first seen at 12:10 UTC/,
      ),
    });
  });

  it.each([
    [0.1, 'degraded'],
    [1, 'healthy'],
  ])(
    'calls predictions that drift, from a distance of %d on, %s',
    async (degraded, expected) => {
      const { write, freeze, judging, now, verdict } = await aJudged();
      await freeze(1, aReference());
      await write(
        someInferences(600, {
          timeMs: NOON_MS - 10 * MINUTE_MS,
          outputs: { delayed: true, probability: 0.9 },
        }),
      );
      now.ms = NOON_MS + 3 * WINDOW_MS + 40_000;
      await judgeModels({
        ...judging,
        nowMs: now.ms,
        thresholds: {
          findThresholds: async () => ({
            ...DEFAULT_VERDICT_THRESHOLDS,
            predictionDrift: { degraded },
          }),
        },
      });
      expect((await verdict())?.reasons).toContainEqual(
        expect.objectContaining({
          signal: 'prediction-drift',
          state: expected,
        }),
      );
    },
  );

  it('goes on with the others when one model cannot be judged', async () => {
    const { write, judging, now, verdict } = await aJudged();
    await write(requests(NOON_MS, 0));
    await write(requests(NOON_MS, 0, { modelRef: 'mlmodel:default/broken' }));
    await write(requests(NOON_MS, 0, { modelRef: 'mlmodel:default/zebra' }));
    now.ms = NOON_MS + WINDOW_MS + 40_000;
    await judgeModels({
      ...judging,
      nowMs: now.ms,
      thresholds: {
        findThresholds: async modelRef => {
          if (modelRef.endsWith('/broken')) throw new Error('catalog is away');
          return judging.thresholds.findThresholds();
        },
      },
    });
    expect((await verdict())?.state).toBe('healthy');
    expect(judging.logger.warn).toHaveBeenCalledTimes(1);
  });

  describe('notices', () => {
    async function aNotified() {
      const judged = await aJudged();
      const { knex, judging, now } = judged;
      const told: VerdictNotice[] = [];
      const send = (
        notify = async (notice: VerdictNotice) => void told.push(notice),
      ) =>
        sendNotices({
          knex,
          logger: judging.logger,
          nowMs: now.ms,
          notifier: { notify },
        });
      return { ...judged, told, send };
    }

    it('tell the owner once of trouble, and once that it is over', async () => {
      const { pass, send, told } = await aNotified();
      await pass([0, 100, 100]);
      await send();
      expect(told).toEqual([]);
      for (const errors of [100, 100, 0, 0, 0, 0, 0, 0, 0, 0]) {
        await pass([errors]);
        await send();
        await send();
      }
      expect(told).toMatchObject([
        {
          ...PRODUCTION,
          version: 1,
          state: 'failing',
          reasons: [
            expect.stringMatching(
              /^Serving 83.3 % errors in the last 15 minutes .*first seen at 12:10/,
            ),
          ],
        },
        { ...PRODUCTION, version: 1, state: 'healthy' },
      ]);
    });

    it('tell of worse and of less bad', async () => {
      const { pass, send, told } = await aNotified();
      for (const errors of [0, 6, 6, 6, 100, 100, 100, 6, 6, 6, 6, 6, 6, 6]) {
        await pass([errors]);
        await send();
      }
      expect(told.map(({ state }) => state)).toEqual([
        'degraded',
        'failing',
        'degraded',
      ]);
    });

    it('tell of one trouble under one number, and of the next under another', async () => {
      const { pass, send, told } = await aNotified();
      const well = Array(8).fill(0);
      const bad = Array(3).fill(100);
      for (const errors of [0, 6, 6, 6, ...bad, ...well, ...bad]) {
        await pass([errors]);
        await send();
      }
      const [degraded, failing, healthy, again] = told;
      expect(told.map(({ state }) => state)).toEqual([
        'degraded',
        'failing',
        'healthy',
        'failing',
      ]);
      expect(failing.trouble).toBe(degraded.trouble);
      expect(healthy.trouble).toBe(degraded.trouble);
      expect(again.trouble).not.toBe(degraded.trouble);
    });

    it('tell of a version that serves after a bad one what is seen of it, until that is confirmed', async () => {
      const { pass, send, told } = await aNotified();
      await pass([0, 100, 100, 100]);
      await send();
      for (const errors of [100, 100, 100]) {
        await pass([errors], { version: 2 });
        await send();
      }
      expect(told).toMatchObject([
        { state: 'failing', looksBad: false, version: 1 },
        {
          state: 'unknown',
          looksBad: true,
          version: 2,
          reasons: [
            expect.stringMatching(
              /^Serving 83.3 % errors .* seen in 1 window .* counts as failing once 3 in a row show it$/,
            ),
          ],
          judgedAt: '2026-03-10T12:25:00.000Z',
        },
        { state: 'failing', looksBad: false, version: 2 },
      ]);
      expect(new Set(told.map(({ trouble }) => trouble)).size).toBe(1);
    });

    it('tell that it is over where what looked bad was not confirmed', async () => {
      const { pass, send, told } = await aNotified();
      await pass([0, 100, 100, 100]);
      await send();
      for (const errors of [2, 0, 0, 0]) {
        await pass([errors], { version: 2 });
        await send();
      }
      expect(told).toMatchObject([
        { state: 'failing' },
        { state: 'unknown', looksBad: true },
        { state: 'healthy', looksBad: false },
      ]);
    });

    it('tell nobody of what only looks bad where all was well', async () => {
      const { pass, send, told } = await aNotified();
      await pass([0, 0, 100]);
      await send();
      expect(told).toEqual([]);
    });

    it('tell that a failing model has fallen silent', async () => {
      const { pass, send, told } = await aNotified();
      await pass([100, 100, 100, ...Array(8).fill(undefined)]);
      await send();
      expect(told.map(({ state }) => state)).toEqual(['unknown']);
    });

    it('are sent again when the sender died, and when sending failed', async () => {
      const { pass, send, told, now } = await aNotified();
      await pass([100, 100, 100]);
      await send(() => Promise.reject(new Error('no route to host')));
      await send();
      expect(told).toEqual([]);
      now.ms += MINUTE_MS;
      await send();
      expect(told.map(({ state }) => state)).toEqual(['failing']);
    });

    it('are sent by one of several at once', async () => {
      const { pass, send, told } = await aNotified();
      await pass([100, 100, 100]);
      await Promise.all(Array.from({ length: 5 }, () => send()));
      expect(told).toHaveLength(1);
    });

    it('are sent when they changed while they were being sent', async () => {
      const { pass, send, told, now } = await aNotified();
      await pass([100, 100, 100]);
      await send(async notice => {
        told.push(notice);
        await pass(Array(8).fill(0));
      });
      now.ms += MINUTE_MS;
      await send();
      expect(told.map(({ state }) => state)).toEqual(['failing', 'healthy']);
    });
  });
});

/** As if the gateway had counted 120 requests. */
async function serveAll(knex: Knex, startS: number): Promise<void> {
  await knex('completeness_windows')
    .where({ start_s: startS })
    .update({ served: 120 });
}
