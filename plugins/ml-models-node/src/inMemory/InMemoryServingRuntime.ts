import { createHash } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotFoundError,
  NotImplementedError,
} from '@backstage/errors';
import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  HandedArtifact,
  ServableVersion,
  ServingRuntime,
  ServingStatus,
  ServingTarget,
  TrafficSplit,
  VersionInstance,
  VersionReplacements,
  VersionServingStatus,
} from '../ServingRuntime';
import { cutLog } from './cutLog';

interface Service {
  started: ServableVersion;
  /** How often this version was started in this target. */
  starts: number;
  state: VersionServingStatus['state'];
  startsAgain?: boolean;
  message?: string;
  log: string;
  /** Set where it has taken over, or is to. */
  instance?: string;
  replacement?: Service;
}

interface Target {
  root: string;
  services: Map<number, Service>;
  traffic: TrafficSplit;
  requests: number;
}

const SINCE = new Date('2026-03-01T12:00:00.000Z');

/** Services are ready at the second look. */
export class InMemoryServingRuntime implements ServingRuntime {
  readonly id = 'local';
  splitsTraffic = true;
  /** Undefined: it cannot replace what runs. */
  replacements: VersionReplacements | undefined = {
    start: version => this.startReplacement(version),
    takeOver: async instance => this.takeOver(instance),
    discard: async ({ version, instance, ...target }) => {
      const service = this.getTarget(target).services.get(version);
      if (service?.replacement?.instance === instance) {
        service.replacement = undefined;
      }
    },
  };
  private readonly targets = new Map<string, Target>();
  /** Digests by URI; an artifact that is not among them is taken on trust. */
  readonly artifacts = new Map<string, string>();
  /** Versions that crash as they start, and what they print. */
  readonly crashing = new Map<number, string>();
  /** Artifacts that are gone, by URI. */
  readonly missing = new Set<string>();
  /** Versions that never get ready. */
  readonly neverReady = new Set<number>();
  /** What a prediction is answered with. */
  answer: { status: number; body: unknown } = {
    status: 200,
    body: { outputs: [{ name: 'delayed', data: [false] }] },
  };
  readonly requests: Array<{ url: string; headers: Headers; body: unknown }> =
    [];

  async keepArtifact({ content, digest }: HandedArtifact): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of content) {
      hash.update(chunk);
    }
    const artifactUri = `memory:${digest}`;
    const actual = `sha256:${hash.digest('hex')}`;
    if (actual !== digest) {
      throw new InputError(`What was sent has the digest ${actual}`);
    }
    this.artifacts.set(artifactUri, digest);
    return artifactUri;
  }

  async start(version: ServableVersion): Promise<void> {
    this.assertIntact(version);
    const { services } = this.getTarget(version);
    const before = services.get(version.version);
    if (before?.state === 'starting' || before?.state === 'ready') {
      return;
    }
    services.set(version.version, this.launch(version, before));
  }

  private async startReplacement(
    version: ServableVersion & VersionInstance,
  ): Promise<void> {
    this.assertIntact(version);
    const { instance } = version;
    const { services } = this.getTarget(version);
    const before = services.get(version.version);
    if ([before?.instance, before?.replacement?.instance].includes(instance)) {
      return;
    }
    const launched = { ...this.launch(version, before), instance };
    if (before && before.state !== 'stopped') {
      before.replacement = launched;
    } else {
      services.set(version.version, launched);
    }
  }

  private takeOver({ version, instance, ...target }: VersionInstance): void {
    const { services } = this.getTarget(target);
    const service = services.get(version);
    if (service?.instance === instance) {
      return;
    }
    const { replacement } = service ?? {};
    if (replacement?.instance !== instance || replacement.state !== 'ready') {
      throw new ConflictError(
        `No instance ${instance} of version ${version} is ready`,
      );
    }
    services.set(version, replacement);
  }

  private launch(
    version: ServableVersion,
    before: Service | undefined,
  ): Service {
    const message = this.crashing.get(version.version);
    return {
      started: version,
      starts: (before?.starts ?? 0) + 1,
      state: message ? 'crashed' : 'starting',
      message,
      log: `${before?.log ?? ''}${message ?? 'started'}\n`,
    };
  }

  async describe(target: ServingTarget): Promise<ServingStatus> {
    const { root, services, traffic } = this.getTarget(target);
    const versions = [...services].map(([version, service]) => ({
      version,
      state: service.state,
      since: SINCE,
      restarts: 0,
      startsAgain: service.startsAgain,
      url: `${root}/versions/${version}`,
      message: service.message,
      instance: service.instance,
      replacement: service.replacement && {
        instance: service.replacement.instance ?? '',
        state: service.replacement.state,
        since: SINCE,
        message: service.replacement.message,
        url: `${root}/versions/${version}-next`,
      },
    }));
    for (const [version, service] of services) {
      for (const one of [service, service.replacement]) {
        if (one?.state === 'starting' && !this.neverReady.has(version)) {
          one.state = 'ready';
        }
      }
    }
    return { endpoint: root, versions, traffic };
  }

  async setTraffic(
    target: ServingTarget,
    traffic: TrafficSplit,
  ): Promise<void> {
    const { shares, shadow = [] } = traffic;
    const sum = shares.reduce((total, { weight }) => total + weight, 0);
    if (shares.length > 0 && sum !== 100) {
      throw new InputError(`The shares sum to ${sum}`);
    }
    if (shares.length > 1 && !this.splitsTraffic) {
      throw new NotImplementedError('Traffic is not split');
    }
    const running = this.running(target).map(({ version }) => version);
    for (const version of [...shares.map(one => one.version), ...shadow]) {
      if (!running.includes(version)) {
        throw new ConflictError(`Version ${version} does not run`);
      }
    }
    this.getTarget(target).traffic = traffic;
  }

  async stop(version: ServingTarget & { version: number }): Promise<void> {
    const service = this.getTarget(version).services.get(version.version);
    if (service) {
      service.state = 'stopped';
      service.replacement = undefined;
    }
  }

  async readLog(
    version: ServingTarget & { version: number },
    from: number,
  ): Promise<LogChunk> {
    const service = this.getTarget(version).services.get(version.version);
    return {
      ...cutLog(service?.log ?? '', from),
      complete: service?.state !== 'starting' && service?.state !== 'ready',
    };
  }

  /**
   * A service that was ready is so no more.
   *
   * @param state - what it is instead; `waiting`: it crashed, and is to be started
   *   again by itself
   */
  crash(
    { version, ...target }: ServingTarget & { version: number },
    message: string,
    state: 'crashed' | 'waiting' | 'starting' = 'crashed',
  ): void {
    const service = this.getTarget(target).services.get(version);
    if (service) {
      service.state = state === 'waiting' ? 'crashed' : state;
      service.startsAgain = state === 'waiting';
      service.message = message;
    }
  }

  /** All services of a target are gone, as after a restart of the machine. */
  forget(target: ServingTarget): void {
    this.targets.delete(rootOf(target));
  }

  /** @returns versions that run, with how often each was started */
  running(target: ServingTarget): Array<{ version: number; starts: number }> {
    return [...this.getTarget(target).services]
      .filter(([, service]) => service.state !== 'stopped')
      .map(([version, { starts }]) => ({ version, starts }));
  }

  /** @returns what the service of a version reports with */
  tokenOf(target: ServingTarget, version: number): string | undefined {
    return this.getTarget(target).services.get(version)?.started.telemetry
      ?.token;
  }

  trafficOf(target: ServingTarget): TrafficSplit {
    return this.getTarget(target).traffic;
  }

  /**
   * Answers as a service would, with its version in `x-noshelfware-version` and
   * how often that was started in `x-starts`; 503 where none is live.
   */
  readonly fetch: typeof fetch = async (url, init) => {
    this.requests.push({
      url: String(url),
      headers: new Headers(init?.headers),
      body: init?.body ? JSON.parse(String(init.body)) : undefined,
    });
    const service = this.findAnswering(String(url));
    return service
      ? Response.json(this.answer.body, {
          status: this.answer.status,
          headers: {
            'x-noshelfware-version': `${service.started.version}`,
            'x-starts': `${service.starts}`,
          },
        })
      : Response.json({ error: 'nothing is live' }, { status: 503 });
  };

  private findAnswering(url: string): Service | undefined {
    const target = [...this.targets.values()].find(({ root }) =>
      `${url}/`.startsWith(`${root}/`),
    );
    if (!target) {
      return undefined;
    }
    const pinned = /^\/versions\/(\d+)(-next)?/.exec(
      url.slice(target.root.length),
    );
    const version = pinned ? Number(pinned[1]) : dealOut(target);
    const running = target.services.get(version ?? NaN);
    const service = pinned?.[2] ? running?.replacement : running;
    return service?.state === 'ready' ? service : undefined;
  }

  private assertIntact({ artifactUri, artifactDigest }: ServableVersion): void {
    if (this.missing.has(artifactUri)) {
      throw new NotFoundError(`The artifact ${artifactUri} is gone`);
    }
    const actual = this.artifacts.get(artifactUri) ?? artifactDigest;
    if (actual !== artifactDigest) {
      throw new InputError(`The digest of ${artifactUri} is ${actual}`);
    }
  }

  private getTarget(target: ServingTarget): Target {
    const root = rootOf(target);
    const found = this.targets.get(root) ?? {
      root,
      services: new Map(),
      traffic: { shares: [] },
      requests: 0,
    };
    this.targets.set(root, found);
    return found;
  }
}

function rootOf({ modelRef, environment }: ServingTarget): string {
  return `http://gateway/${modelRef}/${environment}`;
}

/** Of a hundred requests in a row each share gets exactly its percentage. */
function dealOut(target: Target): number | undefined {
  // Coprime with 100: it visits every percent once, far from the one before.
  let at = (target.requests++ * 37) % 100;
  return target.traffic.shares.find(({ weight }) => {
    at -= weight;
    return at < 0;
  })?.version;
}
