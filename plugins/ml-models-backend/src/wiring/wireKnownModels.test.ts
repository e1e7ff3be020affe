import {
  aModelReport,
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aRedactor } from '../__testUtils__/aRedactor';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { InMemoryBaselineFreezer } from '../__testUtils__/InMemoryBaselineFreezer';
import { aMonitoredModel } from '../performance/__testUtils__/aMonitoredModel';
import { DatabaseVersionResolver } from '../versions/DatabaseVersionResolver';
import {
  prepareRegistration,
  VersionRegistration,
} from '../versions/prepareRegistration';
import { registerVersion } from '../versions/registerVersion';
import { wireKnownModels } from './wireKnownModels';

const NOW = new Date(NOON_MS);

describeEachDatabase('wireKnownModels', openDatabase => {
  async function aDatabase() {
    const database = await openDatabase();
    const register = async (changes: Partial<VersionRegistration> = {}) => {
      const registration = await prepareRegistration(
        database,
        {
          modelRef: FLIGHT_DELAY,
          report: aModelReport(),
          referenceRows: [],
          ...changes,
        },
        aRedactor(),
      );
      const baselines = new InMemoryBaselineFreezer();
      return database.transaction(trx =>
        registerVersion(trx, registration, { baselines, now: NOW }),
      );
    };
    const known = wireKnownModels(database, {
      find: async () => ({
        retentionDays: 1,
        sample: 1,
        redact: [],
        environments: ['staging'],
      }),
    });
    return { database, known, register };
  }

  it('knows nothing of a model that was never heard of', async () => {
    const { known } = await aDatabase();
    expect(await known.listEnvironments(FLIGHT_DELAY)).toEqual([]);
    expect(await known.findVersions(FLIGHT_DELAY, ['1', 'x'])).toEqual({
      registered: [],
    });
    expect(await known.findOutcomes(FLIGHT_DELAY)).toBeUndefined();
  });

  it('knows registered versions by number and by label, and no observed ones', async () => {
    const { database, known, register } = await aDatabase();
    const resolver = new DatabaseVersionResolver({ database, now: () => NOW });
    await resolver.resolve(FLIGHT_DELAY, '42');
    await resolver.resolve(FLIGHT_DELAY, 'autumn');
    await register({ label: 'spring' });
    expect(
      await known.findVersions(FLIGHT_DELAY, [
        '42',
        '2',
        'autumn',
        'spring',
        '20260301000000',
      ]),
    ).toEqual({ registered: ['2', 'spring'], newest: 2 });
  });

  it('knows where it has records, was deployed to, and is declared for', async () => {
    const { database, known } = await aDatabase();
    const now = { ms: NOON_MS };
    const { write } = await aMonitoredModel(database, now);
    await write([
      anInference({ timeMs: NOON_MS }),
      anInference({ timeMs: NOON_MS - 1, environment: 'edge' }),
    ]);
    await database('deployments').insert({
      id: 'd-1',
      model_ref: FLIGHT_DELAY,
      environment: 'canteen',
      status: 'failed',
      runtime: 'local',
      trigger: 'manual',
      created_at: NOW,
    });
    expect(await known.listEnvironments(FLIGHT_DELAY)).toEqual([
      'canteen',
      'edge',
      'production',
    ]);
    expect(await known.listDeclaredEnvironments(FLIGHT_DELAY)).toEqual([
      'staging',
    ]);
  });

  it('knows the target and the outputs of the newest version, each once', async () => {
    const { known, register } = await aDatabase();
    await register({
      report: aModelReport({
        target: { name: 'late', output: 'delayed', type: 'string' },
      }),
    });
    expect(await known.findOutcomes(FLIGHT_DELAY)).toEqual({
      version: 1,
      outcomes: [
        { name: 'late', type: 'string' },
        { name: 'delayed', type: 'boolean' },
      ],
    });
    await register({
      report: aModelReport({
        target: { name: 'delayed', output: 'delayed', type: 'boolean' },
      }),
    });
    expect(await known.findOutcomes(FLIGHT_DELAY)).toEqual({
      version: 2,
      outcomes: [{ name: 'delayed', type: 'boolean' }],
    });
  });
});
