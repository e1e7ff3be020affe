import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import { FLIGHT_DELAY } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aMonitoredModel,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { lookAtModels } from './lookAtModels';
import { findVerdict } from './storedVerdicts';

const SECOND_MS = 1_000;
const WINDOW_MS = 300 * SECOND_MS;
const NOON_MS = Date.UTC(2026, 2, 10, 12);
const FAILURE = { failed: true, statusCode: 500, errorType: 'ValueError' };

describeEachDatabase('lookAtModels', openDatabase => {
  async function aLookedAt() {
    const knex = await openDatabase();
    const now = { ms: NOON_MS };
    const model = await aMonitoredModel(knex, now);
    const look = async () =>
      lookAtModels({
        ...model.judging,
        liveVersions: model.liveVersions,
        nowMs: now.ms,
      });
    /** 120 requests now. */
    const answer = (changes: Partial<Inference> = {}) =>
      model.write(someInferences(120, { timeMs: now.ms, ...changes }));
    const verdict = (version?: number) =>
      findVerdict(
        { knex, liveVersions: model.liveVersions, now: new Date(now.ms) },
        { modelRef: FLIGHT_DELAY, environment: 'production' },
        version,
      );
    return { ...model, answer, knex, look, now, verdict };
  }

  it('judges the first requests before their window has closed', async () => {
    const { answer, look, now, verdict } = await aLookedAt();
    await answer();
    now.ms += 20 * SECOND_MS;
    await look();
    expect(await verdict()).toMatchObject({
      state: 'healthy',
      judgedAt: '2026-03-10T12:00:20.000Z',
      reasons: [{ signal: 'error-rate' }],
    });
  });

  it('calls nothing complete, or missing, that may still be on its way', async () => {
    const { answer, look, now, verdict, write } = await aLookedAt();
    const numbered = someInferences(120, { timeMs: now.ms });
    await write(
      numbered.map((one, at) => ({
        ...one,
        instanceId: 'one',
        sequence: at + 1,
      })),
    );
    const signalsSeen = async () =>
      (await verdict())?.reasons.map(({ signal }) => signal);
    now.ms = NOON_MS + WINDOW_MS + 20 * SECOND_MS;
    await look();
    expect(await signalsSeen()).toEqual(['error-rate']);
    now.ms += 120 * SECOND_MS;
    await answer();
    await look();
    expect(await signalsSeen()).toEqual(['error-rate', 'completeness']);
  });

  it('says the same of what is live, whether or not one asks for the version', async () => {
    const { answer, goLive, judge, look, now, verdict } = await aLookedAt();
    goLive(1);
    await answer();
    now.ms = NOON_MS + WINDOW_MS + 40 * SECOND_MS;
    await judge();
    await answer();
    now.ms += 20 * SECOND_MS;
    await look();
    expect(await verdict()).toMatchObject({
      judgedAt: new Date(now.ms).toISOString(),
    });
    expect(await verdict(1)).toEqual(await verdict());
  });

  it('judges a version that has just gone live, though another served more', async () => {
    const { answer, goLive, look, now, verdict } = await aLookedAt();
    goLive(1);
    await answer();
    await look();
    now.ms += 20 * SECOND_MS;
    goLive(2);
    expect((await verdict())?.reasons[0].text).toBe(
      'Version 2: not judged yet',
    );
    await answer({ version: 2, ...FAILURE });
    now.ms += 20 * SECOND_MS;
    await look();
    expect(await verdict()).toMatchObject({
      state: 'unknown',
      judgedAt: '2026-03-10T12:00:40.000Z',
      reasons: [{ signal: 'error-rate', seen: 'failing' }],
    });
  });

  it('makes nothing worse or better, however often it looks', async () => {
    const { answer, judge, knex, look, now, verdict } = await aLookedAt();
    await answer();
    now.ms = NOON_MS + WINDOW_MS + 40 * SECOND_MS;
    await judge();
    const memory = () => knex('version_verdicts').select('signals', 'state');
    const remembered = await memory();
    for (let i = 1; i <= 6; i++) {
      await answer(FAILURE);
      now.ms += 20 * SECOND_MS;
      await look();
    }
    expect(await verdict()).toMatchObject({
      state: 'healthy',
      judgedAt: new Date(now.ms).toISOString(),
      reasons: [{ signal: 'error-rate', state: 'healthy', seen: 'failing' }],
    });
    expect(await memory()).toEqual(remembered);
    expect(await knex('verdict_notices')).toEqual([]);
  });

  it('leaves to the end of the first window what the records before it prove', async () => {
    const { answer, judge, look, now, verdict } = await aLookedAt();
    for (let window = 0; window < 3; window++) {
      await answer(FAILURE);
      now.ms += WINDOW_MS;
    }
    await look();
    expect((await verdict())?.state).toBe('unknown');
    now.ms += 40 * SECOND_MS;
    await judge();
    expect((await verdict())?.state).toBe('failing');
  });

  it('looks at nothing that has not answered since it was judged', async () => {
    const { answer, look, now, verdict } = await aLookedAt();
    await answer();
    now.ms += 20 * SECOND_MS;
    await look();
    const before = await verdict();
    now.ms += 20 * SECOND_MS;
    await look();
    expect(await verdict()).toEqual(before);
  });

  it('looks at some of many, and at those first that were judged longest ago', async () => {
    const { answer, knex, look, now } = await aLookedAt();
    for (let i = 0; i < 30; i++) {
      await answer({ modelRef: `mlmodel:default/m${i}` });
    }
    const judgedAt = () => knex('verdicts').distinct('judged_ms');
    now.ms += 20 * SECOND_MS;
    await look();
    expect(await knex('verdicts')).toHaveLength(20);
    now.ms += 20 * SECOND_MS;
    await look();
    expect(await knex('verdicts')).toHaveLength(30);
    expect(await judgedAt()).toHaveLength(2);
  });
});
