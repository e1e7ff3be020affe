import {
  ServableVersion,
  VersionInstance,
  VersionReplacements,
  VersionServingStatus,
} from '../ServingRuntime';
import { Callers } from './Callers';
import { ServingRuntimeHarness } from './ServingRuntimeHarness';
import { until } from './until';

const VERSION = {
  modelRef: 'mlmodel:default/tiny',
  environment: 'production',
  version: 1,
};

const GONE = `sha256:${'f'.repeat(64)}`;

/** The part of the contract for runtimes that let a fresh instance take over. */
export function describeReplacements(
  getHarness: () => ServingRuntimeHarness,
): void {
  let harness: ServingRuntimeHarness;
  let replacements: VersionReplacements | undefined;

  beforeEach(() => {
    harness = getHarness();
    replacements = harness.runtime.replacements;
  });

  async function makeServable(
    behaviour: { crashes?: boolean } = {},
  ): Promise<ServableVersion> {
    const artifact = await harness.makeArtifact(1, {
      prints: 'fresh',
      ...behaviour,
    });
    return { ...VERSION, ...artifact };
  }

  async function untilIt(
    is: (status: VersionServingStatus | undefined) => boolean,
  ): Promise<VersionServingStatus | undefined> {
    const find = async () => {
      const { versions } = await harness.runtime.describe(VERSION);
      return versions.find(({ version }) => version === VERSION.version);
    };
    return until(find, is, harness.timeoutMs);
  }

  async function goLive(): Promise<{ url: string; endpoint: string }> {
    await harness.runtime.start(await makeServable());
    const ready = await untilIt(status => status?.state === 'ready');
    await harness.runtime.setTraffic(VERSION, {
      shares: [{ version: VERSION.version, weight: 100, role: 'primary' }],
    });
    const { endpoint } = await harness.runtime.describe(VERSION);
    return { url: ready?.url ?? '', endpoint: endpoint ?? '' };
  }

  const named = (instance: string): VersionInstance => ({
    ...VERSION,
    instance,
  });

  async function startBeside(instance: string) {
    await replacements?.start({
      ...(await makeServable()),
      ...named(instance),
    });
    return untilIt(status => status?.replacement?.state === 'ready');
  }

  it('lets a fresh instance take over, and callers see no failure', async () => {
    if (!replacements) return;
    const { url, endpoint } = await goLive();
    const { instance: old } = await harness.ask(url);
    const callers = new Callers(() => harness.ask(endpoint));
    const beside = await startBeside('i-1');
    const fresh = await harness.ask(beside?.replacement?.url ?? '');
    expect(fresh).toMatchObject({ status: 200, version: 1 });
    expect(fresh.instance).not.toBe(old);
    const before = await callers.until(() => true, harness.timeoutMs);
    expect(new Set(before.map(({ instance }) => instance))).toEqual(
      new Set([old]),
    );

    await replacements.takeOver(named('i-1'));
    const after = await callers.until(() => true, harness.timeoutMs);
    expect(await callers.end()).toEqual([]);
    expect(new Set(after.map(({ instance }) => instance))).toEqual(
      new Set([fresh.instance]),
    );
    const status = await untilIt(() => true);
    expect(status).toMatchObject({ state: 'ready', instance: 'i-1' });
    expect(status?.replacement).toBeUndefined();
  });

  it('does nothing when what was done is asked for again', async () => {
    if (!replacements) return;
    const { url } = await goLive();
    const beside = await startBeside('i-1');
    const { instance } = await harness.ask(beside?.replacement?.url ?? '');
    await startBeside('i-1');
    await replacements.takeOver(named('i-1'));
    await replacements.takeOver(named('i-1'));
    await replacements.start({ ...(await makeServable()), ...named('i-1') });
    await replacements.discard(named('i-1'));

    expect((await untilIt(() => true))?.replacement).toBeUndefined();
    expect(await harness.ask(url)).toMatchObject({ status: 200, instance });
  });

  it('leaves the one that answers alone when its replacement is discarded', async () => {
    if (!replacements) return;
    const { url } = await goLive();
    const old = await harness.ask(url);
    const beside = await startBeside('i-1');
    await replacements.discard(named('other'));
    expect((await untilIt(() => true))?.replacement?.instance).toBe('i-1');
    await replacements.discard(named('i-1'));

    const status = await untilIt(() => true);
    expect(status?.replacement).toBeUndefined();
    const gone = await harness.ask(beside?.replacement?.url ?? '');
    expect(gone.status).not.toBe(200);
    await expect(replacements.takeOver(named('i-1'))).rejects.toMatchObject({
      name: 'ConflictError',
    });
    expect(await harness.ask(url)).toEqual(old);
  });

  it('tells of a replacement that crashes, and never lets it take over', async () => {
    if (!replacements) return;
    const { url } = await goLive();
    const old = await harness.ask(url);
    await replacements.start({
      ...(await makeServable({ crashes: true })),
      ...named('i-1'),
    });
    const status = await untilIt(one => one?.replacement?.state === 'crashed');

    expect(status?.state).toBe('ready');
    expect(status?.replacement?.message).toContain('fresh');
    await expect(replacements.takeOver(named('i-1'))).rejects.toMatchObject({
      name: 'ConflictError',
    });
    expect(await harness.ask(url)).toEqual(old);
    await startBeside('i-2');
    await replacements.takeOver(named('i-2'));
    expect((await untilIt(() => true))?.instance).toBe('i-2');
  });

  it('refuses to replace by what does not match its digest', async () => {
    if (!replacements) return;
    const { url } = await goLive();
    const old = await harness.ask(url);
    await expect(
      replacements.start({
        ...(await makeServable()),
        artifactDigest: GONE,
        ...named('i-1'),
      }),
    ).rejects.toMatchObject({ name: 'InputError' });

    expect((await untilIt(() => true))?.replacement).toBeUndefined();
    expect(await harness.ask(url)).toEqual(old);
  });

  it('starts a version that does not run as the instance', async () => {
    if (!replacements) return;
    await replacements.start({ ...(await makeServable()), ...named('i-1') });
    const status = await untilIt(one => one?.state === 'ready');
    await replacements.takeOver(named('i-1'));

    expect(status).toMatchObject({ instance: 'i-1' });
    expect(await harness.ask(status?.url ?? '')).toMatchObject({ status: 200 });
  });

  it('ends a replacement with its version', async () => {
    if (!replacements) return;
    await goLive();
    await startBeside('i-1');
    await harness.runtime.stop(VERSION);
    const status = await untilIt(() => true);

    expect(status?.state ?? 'stopped').toBe('stopped');
    expect(status?.replacement).toBeUndefined();
  });
}
