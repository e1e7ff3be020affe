import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import {
  ServingRuntime,
  ServingStatus,
  ServingTarget,
  TrafficSplit,
  VersionServingStatus,
} from '../ServingRuntime';
import { Callers } from './Callers';
import { describeReplacements } from './describeReplacements';
import { readWholeLog } from './readWholeLog';
import {
  ServiceBehaviour,
  ServingRuntimeHarness,
} from './ServingRuntimeHarness';
import { until } from './until';

const PRODUCTION = {
  modelRef: 'mlmodel:default/tiny',
  environment: 'production',
};
const STAGING = { ...PRODUCTION, environment: 'staging' };

/** More bytes than characters, so that it shows which of them a runtime counts. */
const LINE = 'Modell für Gäste';

/**
 * The contract of `ServingRuntime`, as tests for Jest.
 *
 * @param create - called before each case
 */
export function describeServingRuntime(
  name: string,
  create: () => Promise<ServingRuntimeHarness>,
): void {
  describe(`${name} as a serving runtime`, () => {
    let harness: ServingRuntimeHarness;
    let runtime: ServingRuntime;

    beforeEach(async () => {
      harness = await create();
      runtime = harness.runtime;
    });

    afterEach(() => harness.close?.());

    async function start(
      version: number,
      behaviour: Partial<ServiceBehaviour> = {},
      target = PRODUCTION,
    ): Promise<void> {
      const artifact = await harness.makeArtifact(version, {
        prints: LINE,
        ...behaviour,
      });
      await runtime.start({ ...target, version, ...artifact });
    }

    async function untilState(
      state: VersionServingStatus['state'],
      version: number,
      target = PRODUCTION,
    ): Promise<VersionServingStatus> {
      const { versions } = await until(
        () => runtime.describe(target),
        status => find(status, version)?.state === state,
        harness.timeoutMs,
      );
      return versions.filter(one => one.version === version)[0];
    }

    async function startReady(
      version: number,
      target = PRODUCTION,
    ): Promise<VersionServingStatus> {
      await start(version, {}, target);
      return untilState('ready', version, target);
    }

    async function getEndpoint(target: ServingTarget): Promise<string> {
      return urlOf(await runtime.describe(target), 'endpoint');
    }

    it('knows of nothing before anything was started', async () => {
      expect(await runtime.describe(PRODUCTION)).toMatchObject({
        versions: [],
        traffic: { shares: [] },
      });
    });

    it('starts a version, which answers at its own address before it gets traffic', async () => {
      const status = await startReady(1);

      expect(await harness.ask(urlOf(status, 'url'))).toMatchObject({
        status: 200,
        version: 1,
      });
      expect(await harness.ask(await getEndpoint(PRODUCTION))).toEqual({
        status: 503,
      });
    });

    it('leaves a version alone that runs already', async () => {
      const artifact = await harness.makeArtifact(1, { prints: LINE });
      const servable = { ...PRODUCTION, version: 1, ...artifact };
      await runtime.start(servable);
      const url = urlOf(await untilState('ready', 1), 'url');
      const before = await harness.ask(url);
      await runtime.start(servable);

      expect(await harness.ask(url)).toEqual(before);
      expect((await runtime.describe(PRODUCTION)).versions).toHaveLength(1);
    });

    it('starts a version at once that has crashed and waits to be started again', async () => {
      const artifact = await harness.makeArtifact(1, { prints: LINE });
      const servable = { ...PRODUCTION, version: 1, ...artifact };
      await runtime.start(servable);
      const url = urlOf(await untilState('ready', 1), 'url');
      const before = await harness.ask(url);
      if (harness.crash) {
        await harness.crash(servable);
        await untilState('crashed', 1);
      }
      await runtime.start(servable);

      const { versions } = await runtime.describe(PRODUCTION);
      expect(['starting', 'ready']).toContain(versions[0].state);
      await untilState('ready', 1);
      const { instance } = await harness.ask(url);
      expect(instance === before.instance).toBe(harness.crash === undefined);
    });

    it('keeps environments apart', async () => {
      await startReady(1, STAGING);
      await runtime.setTraffic(STAGING, allTo(1));

      expect(await runtime.describe(PRODUCTION)).toMatchObject({
        versions: [],
        traffic: { shares: [] },
      });
    });

    it('refuses an artifact that does not match its digest', async () => {
      const { artifactUri } = await harness.makeArtifact(1, { prints: LINE });
      await expect(
        runtime.start({
          ...PRODUCTION,
          version: 1,
          artifactUri,
          artifactDigest: `sha256:${'f'.repeat(64)}`,
        }),
      ).rejects.toMatchObject({ name: 'InputError' });

      expect((await runtime.describe(PRODUCTION)).versions).toEqual([]);
    });

    it('starts what it was handed, and refuses what is not what was announced', async () => {
      const content = await harness.packArtifact?.({ prints: LINE });
      expect(runtime.keepArtifact === undefined).toBe(content === undefined);
      if (!content) return;
      const digest = `sha256:${createHash('sha256')
        .update(content)
        .digest('hex')}`;
      const keep = async (sent: Buffer) =>
        runtime.keepArtifact?.({ digest, content: Readable.from([sent]) });
      await expect(keep(content.subarray(1))).rejects.toThrow(InputError);
      const artifactUri = (await keep(content)) ?? '';
      expect(await keep(content)).toBe(artifactUri);
      const version = { ...PRODUCTION, version: 1, artifactUri };
      await runtime.start({ ...version, artifactDigest: digest });
      const { url } = await untilState('ready', 1);
      expect(await harness.ask(url ?? '')).toMatchObject({ version: 1 });
    });

    it('says that a service crashed, with what it printed last', async () => {
      await start(1, { prints: 'no module named skops', crashes: true });

      expect((await untilState('crashed', 1)).message).toContain(
        'no module named skops',
      );
    });

    it('reads a log on from any byte', async () => {
      await start(1, { crashes: true });
      await untilState('crashed', 1);
      const read = (from: number) =>
        runtime.readLog({ ...PRODUCTION, version: 1 }, from);
      const { text, next } = await readWholeLog(read, harness.timeoutMs);

      const [before, after] = text.split(`${LINE}\n`);
      expect(after).toBeDefined();
      expect(next).toBe(Buffer.byteLength(text));
      const rest = await read(Buffer.byteLength(`${before}${LINE}`));
      expect(rest.text).toBe(text.slice(before.length + LINE.length));
      expect(await read(next)).toEqual({ text: '', next, complete: true });
    });

    it('says that more of a log may come as long as the service runs', async () => {
      await startReady(1);
      const log = await runtime.readLog({ ...PRODUCTION, version: 1 }, 0);

      expect(log.complete).toBe(false);
    });

    it('splits traffic, and tells how', async () => {
      await startReady(1);
      await startReady(2);
      await runtime.setTraffic(PRODUCTION, canary(1, 2));
      const endpoint = await getEndpoint(PRODUCTION);
      const answered = new Set<number | undefined>();
      await until(
        async () => answered.add((await harness.ask(endpoint)).version).size,
        count => count > 1,
        harness.timeoutMs,
      );

      expect([...answered].sort()).toEqual([1, 2]);
      expect((await runtime.describe(PRODUCTION)).traffic).toMatchObject(
        canary(1, 2),
      );
    });

    it('answers from the shares, never from a shadow', async () => {
      await startReady(1);
      await startReady(2);
      await runtime.setTraffic(PRODUCTION, { ...allTo(1), shadow: [2] });
      const endpoint = await getEndpoint(PRODUCTION);
      const answers = [];
      for (let count = 0; count < 20; count++) {
        answers.push((await harness.ask(endpoint)).version);
      }

      expect(new Set(answers)).toEqual(new Set([1]));
      expect((await runtime.describe(PRODUCTION)).traffic.shadow).toEqual([2]);
    });

    it('answers 503 once nothing is live', async () => {
      await startReady(1);
      await runtime.setTraffic(PRODUCTION, allTo(1));
      const endpoint = await getEndpoint(PRODUCTION);
      expect(await harness.ask(endpoint)).toMatchObject({ version: 1 });
      await runtime.setTraffic(PRODUCTION, { shares: [] });

      expect(await harness.ask(endpoint)).toEqual({ status: 503 });
      expect((await runtime.describe(PRODUCTION)).traffic.shares).toEqual([]);
    });

    it('refuses shares that do not add up, and keeps the split', async () => {
      await startReady(1);
      await runtime.setTraffic(PRODUCTION, allTo(1));
      await expect(
        runtime.setTraffic(PRODUCTION, {
          shares: [{ version: 1, weight: 90, role: 'primary' }],
        }),
      ).rejects.toMatchObject({ name: 'InputError' });

      expect((await runtime.describe(PRODUCTION)).traffic).toMatchObject(
        allTo(1),
      );
    });

    it('refuses traffic for a version that does not run, and keeps the split', async () => {
      await startReady(1);
      await runtime.setTraffic(PRODUCTION, allTo(1));
      await expect(
        runtime.setTraffic(PRODUCTION, allTo(5)),
      ).rejects.toMatchObject({ name: 'ConflictError' });

      expect((await runtime.describe(PRODUCTION)).traffic).toMatchObject(
        allTo(1),
      );
    });

    it('lets callers see no failure while traffic moves and the old version stops', async () => {
      await startReady(1);
      await startReady(2);
      await runtime.setTraffic(PRODUCTION, allTo(1));
      const endpoint = await getEndpoint(PRODUCTION);
      const callers = new Callers(() => harness.ask(endpoint));
      const untilAnsweredBy = async (version: number) => {
        const answers = await callers.until(
          answer => answer.version === version,
          harness.timeoutMs,
        );
        return answers.map(answer => answer.version);
      };
      await untilAnsweredBy(1);
      await runtime.setTraffic(PRODUCTION, canary(1, 2));
      await untilAnsweredBy(2);
      await runtime.setTraffic(PRODUCTION, allTo(2));
      await runtime.stop({ ...PRODUCTION, version: 1 });
      const afterwards = await untilAnsweredBy(2);

      expect(await callers.end()).toEqual([]);
      expect(new Set(afterwards)).toEqual(new Set([2]));
    });

    describeReplacements(() => harness);

    it('stops a version, and takes a second stop', async () => {
      const url = urlOf(await startReady(1), 'url');
      await runtime.setTraffic(PRODUCTION, allTo(1));
      const endpoint = await getEndpoint(PRODUCTION);
      await runtime.stop({ ...PRODUCTION, version: 1 });
      await runtime.stop({ ...PRODUCTION, version: 1 });

      const status = await runtime.describe(PRODUCTION);
      expect(find(status, 1)?.state ?? 'stopped').toBe('stopped');
      expect((await harness.ask(url)).version).toBe(undefined);
      expect((await harness.ask(endpoint)).version).toBe(undefined);
    });

    it('takes a stop of what was never started', async () => {
      await runtime.stop({ ...PRODUCTION, version: 7 });

      expect((await runtime.describe(PRODUCTION)).versions).toEqual([]);
    });

    it('starts a version again that was stopped', async () => {
      const url = urlOf(await startReady(1), 'url');
      const before = await harness.ask(url);
      await runtime.stop({ ...PRODUCTION, version: 1 });
      const again = await harness.ask(urlOf(await startReady(1), 'url'));

      expect(again).toMatchObject({ status: 200, version: 1 });
      expect(again.instance).not.toBe(before.instance);
    });
  });
}

function find(
  { versions }: ServingStatus,
  version: number,
): VersionServingStatus | undefined {
  return versions.find(one => one.version === version);
}

function urlOf<Field extends string>(
  status: { [field in Field]?: string },
  field: Field,
): string {
  const url = status[field];
  if (!url) {
    throw new Error(`there is no ${field} in ${JSON.stringify(status)}`);
  }
  return url;
}

function allTo(version: number): TrafficSplit {
  return { shares: [{ version, weight: 100, role: 'primary' }] };
}

function canary(stable: number, next: number): TrafficSplit {
  return {
    shares: [
      { version: stable, weight: 80, role: 'primary' },
      { version: next, weight: 20, role: 'canary' },
    ],
  };
}
