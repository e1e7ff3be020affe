import {
  aModelReport,
  aReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { aRedactor } from '../__testUtils__/aRedactor';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { InMemoryBaselineFreezer } from '../__testUtils__/InMemoryBaselineFreezer';
import { DatabaseVersionResolver } from './DatabaseVersionResolver';
import { ReferenceRedactor } from './ReferenceRedactor';
import { findNewestVersions, listVersionRows } from './findVersions';
import {
  prepareRegistration,
  VersionRegistration,
} from './prepareRegistration';
import { registerVersion } from './registerVersion';
import { dependenciesOf } from './VersionRow';

const MODEL = 'mlmodel:default/flight-delay';
const NOW = new Date('2026-03-01T12:00:00.000Z');

describeEachDatabase('registerVersion', openDatabase => {
  let database: Knex;
  let baselines: InMemoryBaselineFreezer;
  let redactor: ReferenceRedactor;
  let resolver: DatabaseVersionResolver;

  beforeEach(async () => {
    database = await openDatabase();
    baselines = new InMemoryBaselineFreezer();
    redactor = aRedactor();
    resolver = new DatabaseVersionResolver({ database, now: () => NOW });
  });

  async function register(changes: Partial<VersionRegistration> = {}) {
    const registration = await prepareRegistration(
      database,
      {
        modelRef: MODEL,
        report: aModelReport(),
        referenceRows: [aReferenceRow()],
        ...changes,
      },
      redactor,
    );
    return database.transaction(trx =>
      registerVersion(trx, registration, { baselines, now: NOW }),
    );
  }

  it('numbers the versions of each model from 1', async () => {
    const versions = [
      await register(),
      await register(),
      await register({ modelRef: 'mlmodel:default/other' }),
    ];
    expect(versions.map(row => row.version)).toEqual([1, 2, 1]);
  });

  it.each([
    [
      'the lock file of the build',
      { lockFile: { path: 'requirements.lock', content: 'numpy==2.3.1\n' } },
      {
        from: 'requirements.lock',
        packages: [{ name: 'numpy', version: '2.3.1' }],
      },
    ],
    [
      'its report, whatever the lock file says',
      {
        report: { ...aModelReport(), dependencies: [{ name: 'left-pad' }] },
        lockFile: { path: 'requirements.lock', content: 'numpy==2.3.1\n' },
      },
      { packages: [{ name: 'left-pad' }] },
    ],
    [
      'nothing, where the lock file is of an unknown format',
      { lockFile: { path: 'package-lock.json', content: '{\n}\n' } },
      undefined,
    ],
    ['nothing, where nobody says', {}, undefined],
  ])('keeps what it was built with by %s', async (_, changes, dependencies) => {
    expect(dependenciesOf(await register(changes))).toEqual(dependencies);
  });

  it('gives registrations at once different numbers', async () => {
    const versions = await Promise.all([1, 2, 3, 4, 5].map(() => register()));
    expect(versions.map(row => row.version).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('returns the version that the same run made before', async () => {
    const [first, again] = await Promise.all([
      register({ runId: 'run-1' }),
      register({ runId: 'run-1' }),
    ]);
    expect([first.version, again.version]).toEqual([1, 1]);
    expect(baselines.frozen).toHaveLength(1);
    expect((await register()).version).toBe(2);
  });

  it('counts on from what is registered, past numbers that records have taken', async () => {
    await register();
    for (const number of ['2', '42']) await resolver.resolve(MODEL, number);
    const versions = [await register(), await register()];
    expect(versions.map(row => row.version)).toEqual([3, 4]);
  });

  it('numbers labels of records after what is registered too', async () => {
    await register();
    await resolver.resolve(MODEL, '42');
    expect(await resolver.resolve(MODEL, 'spring-model')).toBe(2);
    await register({ label: 'spring-model' });
    expect((await register()).version).toBe(3);
  });

  it('takes no number twice when records and registrations come at once', async () => {
    await register();
    const numbers = await Promise.all([
      register().then(row => row.version),
      resolver.resolve(MODEL, 'spring-model'),
      register().then(row => row.version),
      resolver.resolve(MODEL, 'summer-model'),
    ]);
    expect(new Set(numbers).size).toBe(4);
    const rows = await listVersionRows(database, { modelRef: MODEL, limit: 9 });
    expect(rows.map(row => row.version)).toEqual([5, 4, 3, 2, 1]);
  });

  it('freezes the baseline from the reference rows', async () => {
    await register();
    expect(baselines.frozen).toMatchObject([
      { modelRef: MODEL, version: 1, referenceRows: [aReferenceRow()] },
    ]);
  });

  it('keeps the first reference row as a request known to be valid', async () => {
    const { example_inputs: kept } = await register();
    expect(JSON.parse(kept ?? '')).toEqual(aReferenceRow().inputs);
  });

  it('asks for what may be kept while no transaction holds the only connection', async () => {
    const { redactReference } = redactor;
    redactor.redactReference = async (...args) => {
      await database('models').select('model_ref');
      return redactReference(...args);
    };
    expect((await register()).version).toBe(1);
  });

  it('keeps no example of which a part is to be redacted', async () => {
    redactor = aRedactor('carrier');
    expect((await register()).example_inputs).toBeNull();
  });

  it('registers nothing when the baseline cannot be frozen', async () => {
    baselines.freeze = async () => {
      throw new Error('no room');
    };
    await expect(register()).rejects.toThrow('no room');
    expect(
      await listVersionRows(database, { modelRef: MODEL, limit: 9 }),
    ).toEqual([]);
  });

  it('makes an observed version with its label a registered one', async () => {
    const observed = await resolver.resolve(MODEL, 'spring-model');
    const registered = await register({ label: 'spring-model' });
    expect(registered).toMatchObject({
      version: observed,
      origin: 'registered',
      label: 'spring-model',
    });
  });

  it('refuses the label of another version', async () => {
    await register({ label: 'spring-model' });
    await expect(register({ label: 'spring-model' })).rejects.toThrow(
      `Version 1 of ${MODEL} has the label 'spring-model' already`,
    );
  });

  it('tells the newest version of each model', async () => {
    await register();
    await register();
    expect(await findNewestVersions(database, [MODEL, 'mlmodel:x/y'])).toEqual(
      new Map([[MODEL, 2]]),
    );
  });

  it('takes a number that only records have brought up for the newest where nothing is registered', async () => {
    await resolver.resolve(MODEL, '42');
    expect(await findNewestVersions(database, [MODEL])).toEqual(
      new Map([[MODEL, 42]]),
    );
    await register();
    expect(await findNewestVersions(database, [MODEL])).toEqual(
      new Map([[MODEL, 1]]),
    );
  });
});
