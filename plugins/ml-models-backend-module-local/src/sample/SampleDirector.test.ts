import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { commitFiles, git } from '../__testUtils__/gitClient';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { ReplayRun } from './FlightReplay';
import { SampleDirector, SampleDirectorOptions } from './SampleDirector';
import { SampleRecord, SampleStateFile } from './SampleStateFile';

const NOTHING = async () => {
  throw new Error('The test does not come so far');
};

/** A portal with a live first version; what a test needs otherwise it says. */
function aPortal(
  changes: Partial<SampleDirectorOptions['portal']> = {},
): SampleDirectorOptions['portal'] {
  return {
    hasEntity: async () => true,
    createFromTemplate: NOTHING,
    getTaskStatus: NOTHING,
    getTaskFailure: NOTHING,
    findLiveVersion: async () => 1,
    isStarting: async () => false,
    getEndpoint: async () => 'http://127.0.0.1:1',
    getVersion: NOTHING,
    deploy: NOTHING,
    getDeployment: NOTHING,
    findDeploymentOf: NOTHING,
    getCloneUrl: NOTHING,
    withToken: (_, use) => use('secret'),
    getIngestUrl: async () => 'http://127.0.0.1:1/otlp',
    ...changes,
  };
}

function aDeployment(status: Deployment['status']): Deployment {
  return {
    id: `it-${status}`,
    modelRef: 'mlmodel:default/flight-delay',
    environment: 'production',
    status,
    trigger: 'sample',
    requestedBy: 'plugin:ml-models',
    createdAt: '2026-01-01T00:00:00Z',
    steps: [],
  };
}

describe('SampleDirector', () => {
  const folder = temporaryDirectory();
  let director: SampleDirector | undefined;
  let runs: ReplayRun[];

  const file = () => join(folder.path, 'sample.json');
  const stored = (): SampleRecord => JSON.parse(readFileSync(file(), 'utf8'));

  beforeEach(() => {
    runs = [];
  });

  afterEach(() => director?.stop());

  function start(
    portal: SampleDirectorOptions['portal'],
    onRun: (run: ReplayRun) => void = () => {},
  ) {
    director = new SampleDirector({
      portal,
      replay: {
        run: async run => {
          runs.push(run);
          onRun(run);
        },
      },
      state: new SampleStateFile(file()),
      readReplayToken: async () => 'replay-secret',
      logger: mockServices.logger.mock(),
    });
    director.start();
    return director;
  }

  const store = (record: Partial<SampleRecord>) =>
    writeFileSync(file(), JSON.stringify({ sent: 0, ...record }));

  const getVersion: SampleDirectorOptions['portal']['getVersion'] =
    async version => ({
      version,
      modelRef: 'mlmodel:default/flight-delay',
      origin: 'registered',
      createdAt: '2026-01-01T00:00:00Z',
      artifactDigest: 'sha256:00',
      metrics: [],
      referenceRows: 0,
      serving: [],
    });

  it('goes on after all flights that are behind, answered or refused', async () => {
    store({
      phase: 'replaying-first',
      sent: 1_000,
      total: 9_000,
      mapUntil: '2026-01-01T00:00:00.000Z',
    });
    const messages: string[] = [];
    start(aPortal({ getVersion }), ({ onProgress }) => {
      onProgress?.({ sent: 400, failed: 5, total: 8_000 });
      messages.push(director!.status().message);
    });
    await until(
      () => runs,
      list => list.length > 0,
    );
    expect(runs[0].args.slice(-2)).toEqual(['--skip', '1000']);
    expect(messages[0]).toContain('(1,405 of 9,000).');
  });

  it('tells what became of live flights, with one token for all attempts', async () => {
    store({ phase: 'live' });
    let tokens = 0;
    start(
      aPortal({
        getVersion,
        withToken: (purpose, use) => {
          tokens += 1;
          return use(`${purpose}-secret`);
        },
      }),
    );
    const [run] = await until(
      () => runs,
      list => list.length > 0,
    );
    expect(run.args).toContain('--live');
    expect(run.variables).toEqual({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1/otlp',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20ingest-secret',
      OTEL_RESOURCE_ATTRIBUTES:
        'service.name=sample-replay,noshelfware.model=mlmodel:default/flight-delay',
    });
    await director!.stop();
    expect(tokens).toBe(1);
  });

  it('takes up the task that was creating the model', async () => {
    store({ phase: 'creating', taskId: 'the-task' });
    const asked: string[] = [];
    start(
      aPortal({
        hasEntity: async () => false,
        getTaskStatus: async taskId => {
          asked.push(taskId);
          return asked.length < 2 ? 'processing' : 'failed';
        },
        getTaskFailure: async () => 'out of luck',
      }),
    );
    await until(
      () => director!.status(),
      ({ state }) => state === 'failed',
    );
    expect(asked).toEqual(['the-task', 'the-task']);
    expect(director?.status().message).toMatch(
      /Creating the model failed: out of luck. Restart the portal/,
    );
  });

  it('asks anew for a release that failed before', async () => {
    store({ phase: 'creating' });
    const requests: object[] = [];
    start(
      aPortal({
        deploy: async request => {
          requests.push(request);
          return aDeployment(request.idempotencyKey ? 'failed' : 'live');
        },
        getDeployment: async id => {
          expect(id).toBe('it-live');
          return aDeployment('live');
        },
      }),
    );
    await until(stored, ({ phase }) => phase === 'replaying-first');
    expect(requests).toEqual([
      { environment: 'production', idempotencyKey: 'sample:first' },
      { environment: 'production' },
    ]);
  });

  it('has a version retrained later in the year take over by a deployment, and go on', async () => {
    const work = join(folder.path, 'work');
    await commitFiles(work, { 'training.yaml': 'train: {}\n' });
    const cloneUrl = join(folder.path, 'origin.git');
    await git(folder.path, 'clone', '--quiet', '--bare', work, cloneUrl);
    store({ phase: 'retraining', mapUntil: '2026-01-01T00:00:00.000Z' });
    let liveVersion = 1;
    const requests: object[] = [];
    start(
      aPortal({
        getVersion,
        getCloneUrl: async () => cloneUrl,
        findDeploymentOf: async (commit, environment) => {
          expect(await git(cloneUrl, 'rev-parse', 'HEAD')).toBe(commit);
          expect(environment).toBe('staging');
          return { ...aDeployment('live'), id: 'pushed' };
        },
        deploy: async request => {
          requests.push(request);
          liveVersion = 2;
          return aDeployment('live');
        },
        getDeployment: async id => ({
          ...aDeployment('live'),
          version: id === 'pushed' ? 2 : undefined,
        }),
        findLiveVersion: async () => liveVersion,
      }),
    );
    await until(
      () => runs,
      list => list.length > 2,
    );

    expect(requests).toEqual([
      { environment: 'production', version: 2, idempotencyKey: 'sample:2' },
    ]);
    expect(runs.slice(0, 3).map(({ args }) => args.slice(0, 4))).toEqual([
      ['--from', '2013-10-01', '--until', '2013-12-28'],
      ['--from', '2013-12-28', '--until', '2014-01-01'],
      ['--live', '--rate', '2'],
    ]);
    expect(stored()).toMatchObject({ phase: 'live' });
  });

  it('keeps a record that it cannot read', async () => {
    mkdirSync(file());
    start(aPortal());
    await until(
      () => director!.status(),
      ({ state }) => state === 'failed',
    );
    expect(() => readFileSync(file())).toThrow('EISDIR');
  });

  it('stores changes in their order', async () => {
    const state = new SampleStateFile(file());
    await Promise.all(
      Array.from({ length: 50 }, (_, sent) =>
        state.write({ phase: 'replaying-first', sent }),
      ),
    );
    expect(stored().sent).toBe(49);
  });
});
