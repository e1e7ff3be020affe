import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ServingStatus,
  TrafficSplit,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  describeServingRuntime,
  until,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { closeTestServers, testServer } from '../__testUtils__/testServer';
import {
  Artifact,
  packService,
  writeArtifact,
  writeServiceArtifact,
} from '../__testUtils__/writeArtifact';
import { DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { findProcessIdentity } from '../process/processIdentity';
import { ProcessLock } from '../process/ProcessLock';
import {
  LocalServingRuntime,
  LocalServingRuntimeOptions,
} from './LocalServingRuntime';

const target = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
};

describe('LocalServingRuntime', () => {
  const folder = temporaryDirectory();
  let data: DataDirectory;
  let runtime: LocalServingRuntime;
  const opened: LocalServingRuntime[] = [];

  const findSupervisor = () => ProcessLock.findHolder(data.supervisor.lock);

  beforeEach(() => {
    data = dataDirectoryAt(join(folder.path, 'data'));
    runtime = aRuntime();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(one => one.close()));
    if (await findSupervisor()) {
      await aRuntime().close();
    }
  });

  async function killSupervisor(): Promise<number> {
    const { pid } = (await findSupervisor())!;
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  function aRuntime(
    options: Partial<LocalServingRuntimeOptions> = {},
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

  async function start(version: number, serve?: string): Promise<void> {
    const build = `v${version}`;
    await startArtifact(
      version,
      await writeServiceArtifact(data, { build, serve }),
    );
  }

  async function startArtifact(
    version: number,
    { artifactUri, artifactDigest }: Artifact,
  ): Promise<void> {
    await runtime.start({
      ...target,
      version,
      artifactUri,
      artifactDigest,
      telemetry: { endpoint: 'http://127.0.0.1:9/otlp', token: 'tok-1' },
    });
  }

  function untilState(
    state: string,
    version = 1,
    one = runtime,
  ): Promise<ServingStatus> {
    return until(
      () => one.describe(target),
      ({ versions }) =>
        versions.some(v => v.version === version && v.state === state),
    );
  }

  async function goLive(version: number): Promise<ServingStatus> {
    await start(version);
    const status = await untilState('ready', version);
    await runtime.setTraffic(target, all(version));
    return status;
  }

  async function ask(
    path: string,
    init: RequestInit = {},
    endpoint?: string,
  ): Promise<any> {
    const root = endpoint ?? (await runtime.describe(target)).endpoint;
    const response = await fetch(`${root}${path}`, init);
    return response.json();
  }

  describeServingRuntime('LocalServingRuntime', async () => ({
    runtime,
    packArtifact: ({ prints }) =>
      packService({ serve: `echo '${prints}'; exec node server.js` }),
    makeArtifact: (version, { prints, crashes }) =>
      writeServiceArtifact(data, {
        build: `v${version}`,
        serve: `echo '${prints}'; ${
          crashes ? 'exit 1' : 'exec node server.js'
        }`,
      }),
    async crash({ version, ...at }) {
      const { endpoint } = await runtime.describe(at);
      // Told to the caller as an answer that broke off.
      await fetch(`${endpoint}/versions/${version}/crash`);
    },
    async ask(url) {
      const response = await fetch(`${url}/pid`);
      const body = await response.text();
      const version = response.headers.get('x-noshelfware-version');
      return version
        ? { status: response.status, version: Number(version), instance: body }
        : { status: response.status };
    },
  }));

  it('starts no process as long as nothing is served', async () => {
    await runtime.open();
    expect(await runtime.describe(target)).toEqual({
      versions: [],
      traffic: { shares: [] },
    });
    expect(await findSupervisor()).toBeUndefined();
  });

  it('serves a version under a stable address', async () => {
    await goLive(1);
    const status = await runtime.describe(target);
    const response = await fetch(`${status.endpoint}/v2/models/x/infer`, {
      method: 'POST',
      body: 'hello',
    });
    expect(await response.json()).toMatchObject({
      build: 'v1',
      url: '/v2/models/x/infer',
      body: 'hello',
      headers: { 'x-noshelfware-traffic': 'primary' },
    });
    expect(response.headers.get('x-noshelfware-version')).toBe('1');
    expect(status.versions[0]).toMatchObject({
      state: 'ready',
      restarts: 0,
      url: `${status.endpoint}/versions/1`,
    });
  });

  it('shows a service its allow-list and nothing of ours', async () => {
    process.env.DATABASE_PASSWORD = 'hush';
    try {
      await goLive(1);
    } finally {
      delete process.env.DATABASE_PASSWORD;
    }
    const environment = await ask('/env');
    const ofTheShell = ['PWD', 'OLDPWD', 'SHLVL', '_'];
    expect(
      Object.keys(environment)
        .filter(name => !ofTheShell.includes(name))
        .sort(),
    ).toEqual([
      'HOME',
      'HOST',
      'LANG',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'OTEL_RESOURCE_ATTRIBUTES',
      'PATH',
      'PORT',
      'TMPDIR',
    ]);
    expect(environment.OTEL_EXPORTER_OTLP_HEADERS).toBe(
      'authorization=Bearer%20tok-1',
    );
    expect(environment.OTEL_RESOURCE_ATTRIBUTES).toMatch(
      /^service.name=flight-delay,service.version=1,deployment.environment.name=production,noshelfware.model=mlmodel:default\/flight-delay,service.instance.id=[0-9a-f-]{36}$/,
    );
  });

  it('lets requests in flight end before it stops a version', async () => {
    await goLive(1);
    await start(2);
    const { endpoint } = await untilState('ready', 2);
    const held = fetch(`${endpoint}/hold`);
    await until(
      () => ask('/versions/1/held'),
      count => count === 1,
    );
    await runtime.setTraffic(target, all(2));
    const pinned = `${endpoint}/versions/1`;
    const release = ask('/release', {}, pinned);
    await runtime.stop({ ...target, version: 1 });
    expect(await release).toBe(true);
    expect(await (await held).json()).toEqual({ build: 'v1' });
  });

  it('does not start what was stopped while it was being made ready', async () => {
    let finish = () => {};
    let begin = () => {};
    const begun = new Promise<void>(resolve => {
      begin = resolve;
    });
    const built = new Promise<void>(resolve => {
      finish = resolve;
    });
    const prepare = async () => {
      begin();
      await built;
      return { variables: {} };
    };
    runtime = aRuntime({ environments: { prepare } });
    const artifact = await writeArtifact(data, {
      'pipeline.yaml':
        "environment: { python: '3.12', lock: requirements.txt }\nstages: [{ name: package, run: 'true' }]\nserve: { run: sleep 60 }\n",
      'requirements.txt': '',
    });
    const starting = startArtifact(1, artifact);
    await Promise.race([begun, starting]);
    expect(await runtime.describe(target)).toMatchObject({
      versions: [{ version: 1, state: 'starting' }],
    });
    await runtime.stop({ ...target, version: 1 });
    finish();
    await expect(starting).rejects.toThrow(
      'Version 1 was stopped before it was ready to start',
    );
    expect((await runtime.describe(target)).versions).toEqual([]);
  });

  it('starts a crashed service again and says why it crashed', async () => {
    await goLive(1);
    const pid = await ask('/pid');
    await ask('/crash');
    expect((await untilState('crashed')).versions).toMatchObject([
      { startsAgain: true },
    ]);
    const { versions } = await until(
      () => runtime.describe(target),
      status =>
        status.versions[0].restarts > 0 && status.versions[0].state === 'ready',
    );
    expect(versions[0]).toMatchObject({ restarts: 1 });
    expect(await ask('/pid')).not.toBe(pid);
    const log = await runtime.readLog({ ...target, version: 1 }, 0);
    expect(log.text).toMatch(
      /told to crash\n\[noshelfware\] The service exited with code 3; it is started again in 0\.5 s\nlistening/,
    );
  });

  it('never gives up what was ready once, also when it was asked to start it at once', async () => {
    const artifact = await writeServiceArtifact(data, {
      build: 'v1',
      serve: 'if [ -e fail ]; then exit 1; fi; exec node server.js',
    });
    await startArtifact(1, artifact);
    await untilState('ready');
    const [unpacked] = readdirSync(data.versions);
    const fail = join(data.versions, unpacked, 'fail');
    writeFileSync(fail, '');
    await ask('/versions/1/crash');
    await untilState('crashed');
    await startArtifact(1, artifact);
    const { versions } = await until(
      () => runtime.describe(target),
      status => status.versions[0].restarts > 3,
    );
    expect(versions[0].message).not.toContain('before it was ready');
    rmSync(fail);
    await untilState('ready');
  });

  it('gives up on a service that ends before it is ready, with its last lines', async () => {
    await start(1, 'echo no module named sklearn >&2; exit 7');
    const { versions } = await untilState('crashed');
    expect(versions[0].startsAgain).toBe(false);
    expect(versions[0].message).toMatch(
      /exited with code 7 before it was ready, at each of 3 starts.*no module named sklearn/s,
    );
    expect(await runtime.readLog({ ...target, version: 1 }, 0)).toMatchObject({
      complete: true,
      text: expect.stringContaining('no module named sklearn'),
    });
  });

  it('gives up on a service that is not ready in time, and ends it', async () => {
    runtime = aRuntime({ readyTimeoutMs: 3_000 });
    await start(1, 'echo $$ > pid; exec sleep 1000');
    const { versions } = await untilState('crashed');
    expect(versions[0].message).toMatch(/did not answer 200 within 3 s/);
    const [unpacked] = readdirSync(data.versions);
    const file = join(data.versions, unpacked, 'pid');
    // A machine that stalls may not even have come to its first line in time.
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    expect(pid && (await findProcessIdentity(pid))).toBeFalsy();
  });

  it('finds the services again after the supervisor was killed', async () => {
    await goLive(1);
    const pid = await ask('/pid');
    const { endpoint } = await runtime.describe(target);
    const killed = await killSupervisor();
    await until(
      findSupervisor,
      holder => holder !== undefined && holder.pid !== killed,
    );
    await untilState('ready');
    expect((await runtime.describe(target)).endpoint).toBe(endpoint);
    expect(await ask('/pid')).toBe(pid);
  });

  it('tells how many predictions were answered, also after the supervisor was killed', async () => {
    expect(await runtime.listServed(new Date(0))).toBeUndefined();
    await goLive(1);
    const infer = { method: 'POST', body: '{}' };
    await ask('/v2/models/x/infer', infer);
    await ask('/v2/models/x/infer', infer);
    const sum = async () => {
      const counts = await runtime.listServed(new Date(0));
      return counts?.windows.reduce((total, { served }) => total + served, 0);
    };
    const before = await runtime.listServed(new Date(0));
    expect(before?.windows[0]).toMatchObject({ ...target, version: 1 });
    expect(await sum()).toBe(2);
    // Written once a second: what comes later may be lost with the process.
    await until(
      () => countInFiles(data.supervisor.served),
      count => count === 2,
    );
    const killed = await killSupervisor();
    await until(
      findSupervisor,
      holder => holder !== undefined && holder.pid !== killed,
    );
    await untilState('ready');
    await ask('/v2/models/x/infer', infer);
    expect(await sum()).toBe(3);
    expect((await runtime.listServed(new Date(0)))?.counter).toBe(
      before?.counter,
    );
  });

  it('ends a service that it only found', async () => {
    await goLive(1);
    const pid = await ask('/pid');
    await killSupervisor();
    await until(
      () => runtime.describe(target),
      ({ versions }) => versions[0]?.state === 'ready',
    );
    await runtime.stop({ ...target, version: 1 });
    expect(await findProcessIdentity(pid)).toBeUndefined();
  });

  it('stops all with the portal, and starts all with the next', async () => {
    await goLive(1);
    const pid = await ask('/pid');
    const supervisor = await findSupervisor();
    await runtime.close();
    expect(await findProcessIdentity(pid)).toBeUndefined();
    expect(await findProcessIdentity(supervisor!.pid)).toBeUndefined();

    runtime = aRuntime();
    await runtime.open();
    const status = await untilState('ready');
    expect(status.traffic).toEqual(all(1));
    expect(await ask('/infer')).toMatchObject({ build: 'v1' });
  });

  it('leaves the models running when asked to keep them', async () => {
    const first = aRuntime({ keepModels: true });
    runtime = first;
    await goLive(1);
    const pid = await ask('/pid');
    const { endpoint } = await runtime.describe(target);
    await first.close();
    expect(await ask('/pid', {}, endpoint)).toBe(pid);
    runtime = aRuntime();
    await runtime.open();
    expect(await ask('/pid')).toBe(pid);
  });

  it('replaces a version of the same number that was built from something else', async () => {
    await goLive(1);
    const pid = await ask('/pid');
    await startArtifact(1, await writeServiceArtifact(data, { build: 'new' }));
    await untilState('ready');
    expect(await ask('/infer')).toMatchObject({ build: 'new' });
    expect(await findProcessIdentity(pid)).toBeUndefined();
  });

  it('tries a version again that was given up', async () => {
    await start(1, 'exit 1');
    await untilState('crashed');
    await goLive(1);
    expect(await ask('/infer')).toMatchObject({ build: 'v1' });
  });

  it('starts a version anew that is not ready any more and answers nobody', async () => {
    runtime = aRuntime({ readyTimeoutMs: 5_000 });
    const artifact = await writeServiceArtifact(data, { build: 'v1' });
    await startArtifact(1, artifact);
    await untilState('ready');
    await runtime.setTraffic(target, all(1));
    const pid = await ask('/pid');
    await ask('/sicken');
    await untilState('unready');
    await startArtifact(1, artifact);
    // It may get ready by itself still.
    expect(await ask('/pid')).toBe(pid);
    await until(
      async () => {
        await startArtifact(1, artifact);
        return runtime.describe(target);
      },
      ({ versions }) => versions[0].state === 'ready',
    );
    expect(await ask('/pid')).not.toBe(pid);
    expect(await findProcessIdentity(pid)).toBeUndefined();
  });

  it('leaves a version alone that answers, whatever it says of itself', async () => {
    runtime = aRuntime({ readyTimeoutMs: 5_000 });
    const artifact = await writeServiceArtifact(data, { build: 'v1' });
    await startArtifact(1, artifact);
    await untilState('ready');
    const pid = await ask('/versions/1/pid');
    await ask('/versions/1/unready');
    await untilState('unready');
    await until(
      () => runtime.describe(target),
      ({ versions }) => Date.now() - versions[0].since.getTime() > 5_000,
    );
    expect(await ask('/versions/1/pid')).toBe(pid);
    await startArtifact(1, artifact);
    expect(await ask('/versions/1/pid')).toBe(pid);
  });

  it('hands on what services report, to wherever the portal is now', async () => {
    const received: string[] = [];
    const portal = (name: string) =>
      testServer((request, response) => {
        received.push(`${name} ${request.url}`);
        response.end();
      });
    const first = await portal('first');
    await goLive(1);
    await runtime.start({
      ...target,
      ...(await writeServiceArtifact(data, { build: 'v2' })),
      version: 2,
      telemetry: { endpoint: `http://127.0.0.1:${first}/otlp`, token: 't' },
    });
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = await ask('/env');
    await fetch(`${endpoint}/v1/logs`, { method: 'POST', body: '1' });
    const second = await portal('second');
    runtime = aRuntime({
      telemetryEndpoint: `http://127.0.0.1:${second}/otlp`,
    });
    await runtime.open();
    await fetch(`${endpoint}/v1/logs`, { method: 'POST', body: '2' });
    await closeTestServers();
    expect(received).toEqual(['first /otlp/v1/logs', 'second /otlp/v1/logs']);
  });

  it('serves from a data directory whose path is too long for a socket', async () => {
    const short = data;
    data = dataDirectoryAt(join(short.root, 'd'.repeat(120)));
    runtime = aRuntime();
    await goLive(1);
    expect(await ask('/infer')).toMatchObject({ build: 'v1' });
    await runtime.close();
    data = short;
  });

  it('ends models and supervisor when their data directory is deleted', async () => {
    await goLive(1);
    const pid = await ask('/pid');
    const supervisor = await findSupervisor();
    rmSync(data.root, { recursive: true });
    const left = await until(
      () => Promise.all([pid, supervisor!.pid].map(findProcessIdentity)),
      found => found.every(identity => identity === undefined),
    );
    expect(left).toEqual([undefined, undefined]);
  });

  it('stops a service that ignores SIGTERM with all its children', async () => {
    const stubborn = `trap '' TERM; sleep 1000 & echo $! > child; node server.js stubborn & wait; wait`;
    await start(1, stubborn);
    await untilState('ready');
    const [unpacked] = readdirSync(data.versions);
    const child = readFileSync(join(data.versions, unpacked, 'child'), 'utf8');
    await runtime.stop({ ...target, version: 1 });
    expect(await findProcessIdentity(Number(child))).toBeUndefined();
  });

  it('keeps what holds secrets from everybody else', async () => {
    await goLive(1);
    const modeOf = (path: string) => statSync(path).mode % 0o1000;
    expect(modeOf(data.root)).toBe(0o700);
    expect(modeOf(data.supervisor.state)).toBe(0o600);
    expect(modeOf(data.supervisor.replayToken)).toBe(0o600);
    expect(readFileSync(data.supervisor.log, 'utf8')).not.toContain('tok-1');
  });
});

/** @returns the sum of the counts below a ledger's folder */
function countInFiles(folder: string): number {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .flatMap(file => JSON.parse(readFileSync(join(folder, file), 'utf8')))
    .reduce((total, { served }) => total + served, 0);
}

function all(version: number): TrafficSplit {
  return { shares: [{ version, weight: 100, role: 'primary' }] };
}
