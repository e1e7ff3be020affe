import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ServingStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { containerFiles } from '../__testUtils__/containerFiles';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { openTestEngine } from '../__testUtils__/testEngine';
import { closeTestServers, testServer } from '../__testUtils__/testServer';
import {
  Artifact,
  writeArtifact,
  writeServiceArtifact,
} from '../__testUtils__/writeArtifact';
import { ContainerSettings } from '../container/ContainerSettings';
import { LABELS } from '../container/containerLabels';
import { artifactFile, DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { findProcessIdentity } from '../process/processIdentity';
import { ProcessLock } from '../process/ProcessLock';
import { LocalServingRuntime } from './LocalServingRuntime';

const { engine, reason } = openTestEngine();
if (!engine) {
  console.warn(`Not tested: versions in containers, as ${reason}`);
}

const target = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
};
const MEBIBYTE = 1024 * 1024;

(engine ? describe : describe.skip)('versions in containers', () => {
  const podman = engine!;
  const folder = temporaryDirectory();
  let data: DataDirectory;
  let runtime: LocalServingRuntime;
  const opened: LocalServingRuntime[] = [];

  const findSupervisor = () => ProcessLock.findHolder(data.supervisor.lock);
  const ofData = () => `${LABELS.data}=${data.root}`;

  beforeAll(() => podman.use());

  beforeEach(() => {
    data = dataDirectoryAt(join(folder.path, 'data'));
    runtime = aRuntime();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(one => one.close()));
    if (await findSupervisor()) {
      await aRuntime().close();
    }
    podman.removeImages(data.root);
    await closeTestServers();
  });

  afterAll(() => podman.close());

  function settings(): ContainerSettings {
    return { command: podman.command, memory: '200m', pids: 100 };
  }

  function aRuntime(
    options: { containers?: ContainerSettings; keepModels?: boolean } = {
      containers: settings(),
    },
  ): LocalServingRuntime {
    const one = new LocalServingRuntime({
      data,
      environments: { prepare: async () => ({ variables: {} }) },
      logger: mockServices.logger.mock(),
      gatewayPort: 0,
      ...options,
    });
    opened.push(one);
    return one;
  }

  async function start(
    { artifactUri, artifactDigest }: Artifact,
    telemetryPort = 9,
  ): Promise<void> {
    await runtime.start({
      ...target,
      version: 1,
      artifactUri,
      artifactDigest,
      telemetry: {
        endpoint: `http://127.0.0.1:${telemetryPort}/otlp`,
        token: 'tok-1',
      },
    });
  }

  function untilState(state: string): Promise<ServingStatus> {
    return until(
      () => runtime.describe(target),
      ({ versions }) => versions.some(version => version.state === state),
    );
  }

  async function goLive(more: string[] = []): Promise<void> {
    await start(await writeArtifact(data, containerFiles(podman, { more })));
    await untilState('ready');
  }

  async function ask(path: string): Promise<any> {
    const { endpoint } = await runtime.describe(target);
    return (await fetch(`${endpoint}/versions/1${path}`)).json();
  }

  /** What runs as a process as well. */
  const withPipeline = () => ({
    ...containerFiles(podman),
    'pipeline.yaml':
      "stages: [{ name: package, run: 'true' }]\nserve: { run: node server.js v1 }\n",
  });

  const listContainers = () =>
    podman
      .run('ps', '-aq', '--no-trunc', '--filter', `label=${ofData()}`)
      .split('\n')
      .filter(Boolean);
  const inspect = () =>
    JSON.parse(podman.run('container', 'inspect', ...listContainers()))[0];
  /** Starts a fresh instance beside the one that runs, and waits until it is ready. */
  async function startBeside(artifact: Artifact): Promise<void> {
    const { artifactUri, artifactDigest } = artifact;
    await runtime.replacements.start({
      ...target,
      version: 1,
      artifactUri,
      artifactDigest,
      instance: 'i-1',
    });
    await until(
      () => runtime.describe(target),
      ({ versions }) => versions[0]?.replacement?.state === 'ready',
    );
  }
  const takeOver = () =>
    runtime.replacements.takeOver({ ...target, version: 1, instance: 'i-1' });
  const readLog = async () =>
    (await runtime.readLog({ ...target, version: 1 }, 0)).text;

  async function killSupervisor(): Promise<void> {
    const { pid } = (await findSupervisor())!;
    process.kill(pid, 'SIGKILL');
    await until(
      findSupervisor,
      holder => holder !== undefined && holder.pid !== pid,
    );
  }

  /** The engine's program that follows the container. */
  function findFollower(): number {
    const file = join(data.services, 'production/default/flight-delay/1.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  }

  it('keeps a service from the machine, from its secrets and from rights', async () => {
    process.env.DATABASE_PASSWORD = 'hush';
    try {
      await goLive();
    } finally {
      delete process.env.DATABASE_PASSWORD;
    }
    expect(Object.keys(await ask('/env')).sort()).toEqual(
      [
        ...['HOME', 'HOST', 'HOSTNAME', 'PATH', 'PORT', 'PWD', 'TERM'],
        ...['OTEL_RESOURCE_ATTRIBUTES', 'container'],
      ].sort(),
    );
    const { HostConfig, Config, EffectiveCaps, BoundingCaps } = inspect();
    expect([EffectiveCaps ?? [], BoundingCaps ?? []]).toEqual([[], []]);
    expect(HostConfig).toMatchObject({
      ReadonlyRootfs: true,
      Memory: 200 * MEBIBYTE,
      PidsLimit: 100,
      SecurityOpt: ['no-new-privileges'],
      NetworkMode: 'bridge',
      Binds: [],
    });
    expect(Object.values(HostConfig.PortBindings).flat()).toEqual([
      { HostIp: '127.0.0.1', HostPort: expect.any(String) },
    ]);
    expect(Config.User).toBe('65532:65532');
    expect(Config.Labels).toMatchObject({
      [LABELS.data]: data.root,
      [LABELS.model]: target.modelRef,
      [LABELS.environment]: 'production',
      [LABELS.version]: '1',
    });
  });

  it('hands on what a container reports, of which no argument tells the token', async () => {
    const received: unknown[] = [];
    const portal = await testServer((request, response) => {
      received.push([request.url, request.headers.authorization]);
      response.end();
    });
    runtime = aRuntime({
      containers: { ...settings(), telemetryAddress: podman.hostAddress },
    });
    const report = `const [name, value] = process.env.OTEL_EXPORTER_OTLP_HEADERS.split('='); const report = () => fetch(process.env.OTEL_EXPORTER_OTLP_ENDPOINT + '/v1/logs', { method: 'POST', headers: { [name]: decodeURIComponent(value) } }).then(({ ok }) => ok || Promise.reject()).catch(() => setTimeout(report, 100)); report();`;
    const files = containerFiles(podman);
    const artifact = await writeArtifact(data, {
      ...files,
      'server.js': `${files['server.js']}\n${report}`,
    });
    await start(artifact, portal);
    await untilState('ready');
    await until(
      () => received,
      list => list.length > 0,
    );
    expect(received[0]).toEqual(['/otlp/v1/logs', 'Bearer tok-1']);
    expect(inspect().Config.CreateCommand.join(' ')).not.toContain('tok-1');
    const { endpoint } = await runtime.describe(target);
    const { port } = new URL(endpoint!);
    const models = await fetch(
      `http://${podman.hostAddress}:${port}${new URL(endpoint!).pathname}/env`,
    );
    expect(models.status).toBe(404);
  });

  it('finds the container again after the supervisor was killed', async () => {
    await goLive();
    const [before] = listContainers();
    await killSupervisor();
    await untilState('ready');
    await ask('/crash').catch(() => undefined);
    await until(readLog, text => text.includes('exited with code 3'));
    await untilState('ready');
    expect(listContainers()).toHaveLength(1);
    expect(listContainers()).not.toEqual([before]);
    // Printed once, by whoever followed.
    expect((await readLog()).match(/told to crash/g)).toHaveLength(1);
  });

  it('finds it, and what it prints, after all that followed it was killed', async () => {
    await goLive();
    const [before] = listContainers();
    const follower = findFollower();
    process.kill(follower, 'SIGKILL');
    await killSupervisor();
    await untilState('ready');
    expect(listContainers()).toEqual([before]);
    // What is printed before somebody follows again is lost, and its last words may be,
    // as may the code it ended with: `podman attach` mostly tells it.
    await until(
      () => ask('/say').then(readLog),
      log => log.includes('told to say so'),
    );
    await ask('/crash').catch(() => undefined);
    const text = await until(readLog, log => log.includes('exited with code'));
    expect(text).toMatch(
      /What it printed last may be missing.*told to say so.*\[noshelfware\] The service exited with code \d;/s,
    );
    expect(await findProcessIdentity(follower)).toBeUndefined();
  });

  it('follows on when only the program that followed was killed', async () => {
    await goLive();
    const [before] = listContainers();
    process.kill(findFollower(), 'SIGKILL');
    await until(readLog, text => text.includes('may be missing'));
    expect(listContainers()).toEqual([before]);
    expect((await runtime.describe(target)).versions).toMatchObject([
      { state: 'ready', restarts: 0 },
    ]);
  });

  it('leaves no container behind, nor what it was told', async () => {
    await goLive();
    await runtime.stop({ ...target, version: 1 });
    expect(listContainers()).toEqual([]);
    const left = readdirSync(
      join(data.services, 'production/default/flight-delay'),
    );
    expect(left).toEqual(['1.log']);
  });

  it('removes the containers of a supervisor whose records are lost', async () => {
    runtime = aRuntime({ containers: settings(), keepModels: true });
    await goLive();
    const { pid } = (await findSupervisor())!;
    await runtime.close();
    process.kill(pid, 'SIGKILL');
    await until(findSupervisor, holder => holder === undefined);
    rmSync(data.supervisor.state);
    expect(listContainers()).toHaveLength(1);

    runtime = aRuntime();
    const broken = { ...containerFiles(podman), Dockerfile: 'FROM scratch\n' };
    await start(await writeArtifact(data, broken)).catch(() => undefined);
    await runtime.setTraffic(target, { shares: [] });
    expect(listContainers()).toEqual([]);
  });

  it('starts again what ran out of memory, and says so', async () => {
    const artifact = await writeArtifact(data, {
      ...containerFiles(podman),
      'server.js': `const kept = []; for (;;) kept.push(Buffer.alloc(${MEBIBYTE}, 1));`,
    });
    await start(artifact);
    const { versions } = await untilState('crashed');
    expect(versions[0].message).toContain(
      'for want of memory: mlModels.local.container.memory is 200m',
    );
  });

  it('lets an image say who its service is, and hands its Dockerfile the archive', async () => {
    await goLive(['ADD dist/model.tar.gz /copy/', 'USER 1234']);
    expect(inspect().Config.User).toBe('1234');
    expect(await readLog()).toMatch(/Building the image.*The image is ready/s);
  });

  it('builds an image once, and removes it when its artifact is gone', async () => {
    const artifact = await writeArtifact(data, containerFiles(podman));
    await start(artifact);
    await runtime.stop({ ...target, version: 1 });
    await start(artifact);
    expect(await readLog()).toContain('Using the image');
    await runtime.stop({ ...target, version: 1 });
    await runtime.open();
    const images = () =>
      podman.run('images', '-q', '--filter', `label=${ofData()}`);
    expect(images()).not.toBe('');
    rmSync(artifactFile(data, artifact.hex));
    await runtime.open();
    expect(images()).toBe('');
  });

  it('says what the Dockerfile misses, and leaves nothing half-built', async () => {
    const files = containerFiles(podman, { more: ['COPY missing.txt .'] });
    await expect(start(await writeArtifact(data, files))).rejects.toThrow(
      /^The Dockerfile copies what the artifact does not hold: .*missing.txt.*package/,
    );
    await expect(
      start(await writeServiceArtifact(data, { build: 'v1' })),
    ).rejects.toThrow(/^the artifact has no Dockerfile/);
    expect(readdirSync(data.versions)).toEqual([]);
  });

  it('finds two instances of a version again after the supervisor was killed, and ends the one that is replaced', async () => {
    const artifact = await writeArtifact(data, containerFiles(podman));
    await start(artifact);
    await untilState('ready');
    const before = listContainers();
    await startBeside(artifact);
    const both = listContainers();
    await killSupervisor();
    await startBeside(artifact);
    expect(listContainers().sort()).toEqual(both.sort());
    await takeOver();

    expect(listContainers()).toEqual(both.filter(id => !before.includes(id)));
    expect(inspect().Config.Labels).toMatchObject({ [LABELS.instance]: 'i-1' });
    await runtime.stop({ ...target, version: 1 });
    expect(listContainers()).toEqual([]);
    const left = readdirSync(
      join(data.services, 'production/default/flight-delay'),
    );
    expect(left).toEqual(['1.log']);
  });

  it('ends the container before, though the supervisor was killed as that had just been taken over from', async () => {
    const artifact = await writeArtifact(data, containerFiles(podman));
    await start(artifact);
    await untilState('ready');
    const before = await ask('/env');
    // It lives until it is asked to let its caller go.
    ask('/hold').catch(() => undefined);
    await until(
      () => ask('/held'),
      count => count === 1,
    );
    await startBeside(artifact);
    const taking = takeOver();
    await until(
      () => ask('/env'),
      ({ HOSTNAME }) => HOSTNAME !== before.HOSTNAME,
    );
    expect(listContainers()).toHaveLength(2);
    await killSupervisor();
    await taking;
    expect(listContainers()).toHaveLength(1);
    expect(inspect().Config.Labels).toMatchObject({ [LABELS.instance]: 'i-1' });
  });

  it('rebuilds nothing whose artifact is gone, though there is an image of it', async () => {
    const artifact = await writeArtifact(data, containerFiles(podman));
    await start(artifact);
    await untilState('ready');
    rmSync(artifactFile(data, artifact.hex));
    await expect(startBeside(artifact)).rejects.toThrow(
      /is not at .*deploy its commit again/,
    );
    expect(listContainers()).toHaveLength(1);
  });

  it('puts a version into a container by a rebuild that ran as a process', async () => {
    runtime = aRuntime({ keepModels: true });
    const artifact = await writeArtifact(data, withPipeline());
    await start(artifact);
    await untilState('ready');
    await runtime.close();

    runtime = aRuntime();
    await runtime.open();
    await untilState('ready');
    const { PORT } = await ask('/env');
    await startBeside(artifact);
    await takeOver();
    expect(listContainers()).toHaveLength(1);
    expect(await ask('/env')).toMatchObject({ HOST: '0.0.0.0' });
    await expect(fetch(`http://127.0.0.1:${PORT}/env`)).rejects.toThrow();
  });

  it('starts nothing as a process that ran as one before', async () => {
    runtime = aRuntime({});
    await start(await writeServiceArtifact(data, { build: 'v1' }));
    await untilState('ready');
    await runtime.close();

    runtime = aRuntime();
    await runtime.open();
    expect((await untilState('crashed')).versions).toMatchObject([
      { startsAgain: false, message: expect.stringContaining('process') },
    ]);
    await goLive();
    expect(listContainers()).toHaveLength(1);
  });

  it('goes on with the containers of before when versions are to be processes', async () => {
    runtime = aRuntime({ containers: settings(), keepModels: true });
    const artifact = await writeArtifact(data, withPipeline());
    await start(artifact);
    await untilState('ready');
    const [before] = listContainers();
    await runtime.close();

    runtime = aRuntime({});
    await runtime.open();
    await untilState('ready');
    expect(listContainers()).toEqual([before]);
    await start(artifact);
    await until(listContainers, list => list.length === 0);
    await untilState('ready');
    expect(await ask('/env')).toMatchObject({ HOST: '127.0.0.1' });
  });
});
