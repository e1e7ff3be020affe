import {
  aFailure,
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aMonitoredModel,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { DatabaseModelTelemetry } from './DatabaseModelTelemetry';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = new Date(NOON_MS + MINUTE_MS);

describeEachDatabase('DatabaseModelTelemetry', openDatabase => {
  async function aTelemetry() {
    const knex = await openDatabase();
    const now = { ms: NOW.getTime() };
    const model = await aMonitoredModel(knex, now);
    const judge = (atMs: number) => {
      now.ms = atMs;
      return model.judge();
    };
    return {
      ...model,
      judge,
      telemetry: new DatabaseModelTelemetry(knex, model.liveVersions),
    };
  }

  it('has nothing to say of models that were never heard of', async () => {
    const { telemetry } = await aTelemetry();
    expect(await telemetry.summarise([FLIGHT_DELAY], NOW)).toEqual(new Map());
    expect(await telemetry.summarise([], NOW)).toEqual(new Map());
  });

  it('counts requests by day, the oldest first, without shadows', async () => {
    const { telemetry, write } = await aTelemetry();
    await write([
      ...someInferences(5, { timeMs: NOON_MS }),
      anInference({ timeMs: NOON_MS - DAY_MS, environment: 'staging' }),
      anInference({ timeMs: NOON_MS - 6 * DAY_MS, replay: true }),
      anInference({ timeMs: NOON_MS - 7 * DAY_MS }),
      anInference({ serial: 70, traffic: 'shadow' }),
    ]);
    const [summary] = (await telemetry.summarise([FLIGHT_DELAY], NOW)).values();
    expect(summary.requestsPerDay).toEqual([1, 0, 0, 0, 0, 1, 5]);
  });

  it('knows the last live answer of each environment', async () => {
    const { telemetry, write } = await aTelemetry();
    await write([
      anInference({ timeMs: NOON_MS - 9 * DAY_MS }),
      anInference({ timeMs: NOON_MS - 8 * DAY_MS }),
      anInference({ timeMs: NOON_MS, replay: true }),
      anInference({ timeMs: NOON_MS + 1, traffic: 'shadow' }),
      anInference({ timeMs: NOON_MS + 2, environment: 'staging' }),
    ]);
    const [summary] = (await telemetry.summarise([FLIGHT_DELAY], NOW)).values();
    expect(Object.fromEntries(summary.lastLiveRequestAt)).toEqual({
      production: new Date(NOON_MS - 8 * DAY_MS),
      staging: new Date(NOON_MS + 2),
    });
  });

  it('knows of what was only replayed, however long ago it was', async () => {
    const { telemetry, write } = await aTelemetry();
    await write(
      someInferences(3, { timeMs: NOON_MS - 80 * DAY_MS, replay: true }),
    );
    const [summary] = (await telemetry.summarise([FLIGHT_DELAY], NOW)).values();
    expect([...summary.requestsRecorded]).toEqual([['production', 3]]);
    expect([...summary.lastLiveRequestAt]).toEqual([]);
  });

  it('counts the last hour of each environment, live requests only', async () => {
    const { telemetry, write } = await aTelemetry();
    await write([
      ...someInferences(3, { timeMs: NOON_MS }),
      aFailure({ serial: 80 }),
      anInference({
        serial: 81,
        imported: { format: 'kserve', missing: ['statusCode', 'exception'] },
      }),
      anInference({ serial: 83, replay: true }),
      anInference({ serial: 82, environment: 'staging' }),
      anInference({ timeMs: NOON_MS - 2 * HOUR_MS }),
    ]);
    const [summary] = (await telemetry.summarise([FLIGHT_DELAY], NOW)).values();
    const counts = [...summary.environments].map(([name, it]) => [
      name,
      it.requestsLastHour,
      it.errorsLastHour,
      it.failuresUntoldLastHour,
    ]);
    expect(counts.sort()).toEqual([
      ['production', 5, 1, 1],
      ['staging', 1, 0, undefined],
    ]);
  });

  it('shows what was judged last', async () => {
    const { telemetry, write, judge } = await aTelemetry();
    await write(someInferences(170, { timeMs: NOON_MS }));
    const verdict = async () => {
      const summaries = await telemetry.summarise([FLIGHT_DELAY], NOW);
      return summaries.get(FLIGHT_DELAY)?.environments.get('production')
        ?.verdict;
    };
    expect(await verdict()).toMatchObject({
      state: 'unknown',
      reasons: [{ text: 'Not judged yet' }],
    });
    await judge(NOON_MS + 4 * MINUTE_MS);
    expect(await verdict()).toMatchObject({ state: 'healthy' });
  });

  it('takes back a verdict once a model has fallen silent', async () => {
    const { telemetry, write, judge } = await aTelemetry();
    await write(someInferences(170, { timeMs: NOON_MS }));
    await judge(NOON_MS + 4 * MINUTE_MS);
    const later = NOW.getTime() + 20 * DAY_MS;
    await judge(later);
    const summaries = await telemetry.summarise(
      [FLIGHT_DELAY],
      new Date(later),
    );
    const production = summaries.get(FLIGHT_DELAY)?.environments;
    expect(production?.get('production')?.verdict.state).toBe('unknown');
  });
});
