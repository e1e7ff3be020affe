import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { VersionServingStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { Artifact, writeServiceArtifact } from '../__testUtils__/writeArtifact';
import { artifactFile, DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { findProcessIdentity } from '../process/processIdentity';
import { ProcessLock } from '../process/ProcessLock';
import { LocalServingRuntime } from './LocalServingRuntime';

const target = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
};
const version = { ...target, version: 1 };

/** Callers at once while an instance takes over. */
const CALLERS = 8;

describe('LocalReplacements', () => {
  const folder = temporaryDirectory();
  let data: DataDirectory;
  let runtime: LocalServingRuntime;
  let artifact: Artifact;
  const opened: LocalServingRuntime[] = [];

  const findSupervisor = () => ProcessLock.findHolder(data.supervisor.lock);

  beforeEach(async () => {
    data = dataDirectoryAt(join(folder.path, 'data'));
    artifact = await writeServiceArtifact(data, { build: 'v1' });
    runtime = aRuntime();
    await goLive();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(one => one.close()));
    if (await findSupervisor()) await aRuntime().close();
  });

  function aRuntime(): LocalServingRuntime {
    const one = new LocalServingRuntime({
      data,
      environments: { prepare: async () => ({ variables: {} }) },
      logger: mockServices.logger.mock(),
      gatewayPort: 0,
    });
    opened.push(one);
    return one;
  }

  async function goLive(): Promise<void> {
    await runtime.start({ ...version, ...artifact });
    await untilIt(({ state }) => state === 'ready');
    await runtime.setTraffic(target, {
      shares: [{ version: 1, weight: 100, role: 'primary' }],
    });
  }

  async function untilIt(
    is: (status: VersionServingStatus) => boolean,
  ): Promise<VersionServingStatus> {
    const status = await until(
      async () => (await runtime.describe(target)).versions[0],
      one => one !== undefined && is(one),
    );
    return status;
  }

  async function startBeside(instance = 'i-1'): Promise<VersionServingStatus> {
    await runtime.replacements.start({ ...version, ...artifact, instance });
    return untilIt(({ replacement }) => replacement?.state === 'ready');
  }

  const takeOver = (instance = 'i-1') =>
    runtime.replacements.takeOver({ ...version, instance });

  async function ask(url: string | undefined, path = '/pid'): Promise<any> {
    const response = await fetch(`${url}${path}`);
    return response.json();
  }

  const endpoint = async () => (await runtime.describe(target)).endpoint;

  const pidFiles = () =>
    readdirSync(join(data.services, 'production/default/flight-delay'))
      .filter(name => name.endsWith('.pid'))
      .sort();

  async function killSupervisor(): Promise<void> {
    const killed = await findSupervisor();
    process.kill(killed!.pid, 'SIGKILL');
    await until(
      findSupervisor,
      holder => holder !== undefined && holder.pid !== killed!.pid,
    );
  }

  it('lets a fresh process in a fresh folder answer, and no request fails', async () => {
    const root = await endpoint();
    const before = await ask(root);
    const patched = join(data.versions, artifact.hex, 'server.js');
    writeFileSync(patched, `${readFileSync(patched, 'utf8')}\n// by hand`);
    const failed: unknown[] = [];
    const pids = new Set<number>();
    let isCalling = true;
    const call = async () => {
      while (isCalling) {
        const response = await fetch(`${root}/pid`).catch(error => error);
        if (response.status === 200) pids.add(await response.json());
        else failed.push(response);
      }
    };
    const callers = Array.from({ length: CALLERS }, call);
    await startBeside();
    await takeOver();
    pids.clear();
    await until(
      () => pids.size,
      size => size > 0,
    );
    isCalling = false;
    await Promise.all(callers);

    expect(failed).toEqual([]);
    const after = await ask(root);
    expect(after).not.toBe(before);
    expect(await findProcessIdentity(before)).toBeUndefined();
    const { PWD } = await ask(root, '/env');
    expect(PWD).toBe(join(data.versions, '1.i-1'));
    expect(readFileSync(join(PWD, 'server.js'), 'utf8')).not.toContain(
      'by hand',
    );
    expect(pidFiles()).toEqual(['1.i-1.pid']);
  });

  it('lets what is in flight be answered by the one that took it', async () => {
    const root = await endpoint();
    const { url } = await untilIt(() => true);
    const held = fetch(`${root}/hold`);
    await until(
      () => ask(url, '/held'),
      count => count === 1,
    );
    const old = await ask(url, '/env');
    await startBeside();
    const taking = takeOver();
    await until(
      () => ask(root, '/env'),
      ({ PORT }) => PORT !== old.PORT,
    );
    await fetch(`http://127.0.0.1:${old.PORT}/release`);
    expect(await (await held).json()).toEqual({ build: 'v1' });
    await taking;
  });

  it('goes on after the supervisor was killed while the two stood side by side', async () => {
    const root = await endpoint();
    const before = await ask(root);
    const { replacement } = await startBeside();
    const fresh = await ask(replacement?.url);
    await killSupervisor();
    await untilIt(one => one.replacement?.state === 'ready');
    expect(await ask(root)).toBe(before);
    expect(await ask((await startBeside()).replacement?.url)).toBe(fresh);
    await takeOver();

    expect(await ask(root)).toBe(fresh);
    expect(await findProcessIdentity(before)).toBeUndefined();
  });

  it('ends the one before, though the supervisor was killed as that had just been taken over from', async () => {
    const root = await endpoint();
    const before = await ask(root);
    // It lives until it is asked to let its caller go.
    fetch(`${root}/hold`).catch(() => undefined);
    const { url } = await untilIt(() => true);
    await until(
      () => ask(url, '/held'),
      count => count === 1,
    );
    const { replacement } = await startBeside();
    const fresh = await ask(replacement?.url);
    const taking = takeOver();
    await until(
      () => ask(root),
      pid => pid === fresh,
    );
    expect(await findProcessIdentity(before)).toBeDefined();
    await killSupervisor();
    await taking;

    expect(await ask(await endpoint())).toBe(fresh);
    expect(await findProcessIdentity(before)).toBeUndefined();
    expect(await untilIt(() => true)).toMatchObject({ instance: 'i-1' });
  });

  it('is what is started again from then on', async () => {
    await startBeside();
    await takeOver();
    await runtime.close();
    runtime = aRuntime();
    await runtime.open();
    await untilIt(({ state }) => state === 'ready');
    const { PWD } = await ask(await endpoint(), '/env');
    expect(PWD).toBe(join(data.versions, '1.i-1'));
  });

  it('reads on in the log of the instance that answers', async () => {
    await startBeside();
    await takeOver();
    const { text, complete } = await runtime.readLog(version, 0);
    expect(text).toBe('listening as v1\n');
    expect(complete).toBe(false);
  });

  it('leaves no file of an instance that was discarded, taken over from or stopped', async () => {
    await startBeside('i-1');
    await runtime.replacements.discard({ ...version, instance: 'i-1' });
    await startBeside('i-2');
    await takeOver('i-2');
    await startBeside('i-3');
    await takeOver('i-3');
    expect(readdirSync(data.versions).sort()).toEqual(
      ['1.i-3', artifact.hex].sort(),
    );
    expect(pidFiles()).toEqual(['1.i-3.pid']);
    await runtime.stop(version);
    expect(readdirSync(data.versions)).toEqual([artifact.hex]);
    expect(pidFiles()).toEqual([]);
  });

  it('starts no instance that was given up while it was made ready', async () => {
    const starting = runtime.replacements.start({
      ...version,
      ...artifact,
      instance: 'i-1',
    });
    const refused = starting.catch(error => error.message);
    expect(await untilIt(() => true)).toMatchObject({
      replacement: { instance: 'i-1', state: 'starting' },
    });
    await runtime.replacements.discard({ ...version, instance: 'i-1' });
    expect(await refused).toMatch(/i-1 .* was given up/);
    expect((await untilIt(() => true)).replacement).toBeUndefined();
  });

  it('says where an artifact was that is gone, and leaves all as it is', async () => {
    const before = await ask(await endpoint());
    await rm(artifactFile(data, artifact.hex));
    await expect(startBeside()).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('deploy its commit again'),
    });
    expect(await ask(await endpoint())).toBe(before);
  });

  it('starts what its data directory has lost', async () => {
    await runtime.close();
    await rm(data.supervisor.directory, { recursive: true });
    await rm(data.versions, { recursive: true });
    runtime = aRuntime();
    expect((await runtime.describe(target)).versions).toEqual([]);
    await runtime.replacements.start({
      ...version,
      ...artifact,
      instance: 'i-1',
    });
    const status = await untilIt(({ state }) => state === 'ready');
    await takeOver();
    expect(status.instance).toBe('i-1');
  });
});
