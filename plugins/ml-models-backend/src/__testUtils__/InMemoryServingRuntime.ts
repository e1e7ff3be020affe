import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServableVersion,
  ServingRuntime,
  ServingStatus,
  ServingTarget,
  TrafficSplit,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';

interface Service {
  started: ServableVersion;
  /** How often this version was started in this target. */
  starts: number;
  state: VersionServingStatus['state'];
  message?: string;
}

interface Target {
  services: Map<number, Service>;
  traffic: TrafficSplit;
}

const SINCE = new Date('2026-03-01T12:00:00.000Z');

/** Services are ready at the second look. */
export class InMemoryServingRuntime implements ServingRuntime {
  readonly id = 'local';
  private readonly targets = new Map<string, Target>();
  /** Versions that crash as they start, and what they print. */
  readonly crashing = new Map<number, string>();
  /** Versions that never get ready. */
  readonly neverReady = new Set<number>();
  /** What a prediction is answered with. */
  answer: { status: number; body: unknown } = {
    status: 200,
    body: { outputs: [{ name: 'delayed', data: [false] }] },
  };
  readonly requests: Array<{ url: string; headers: Headers; body: unknown }> =
    [];

  async start(version: ServableVersion): Promise<void> {
    const { services } = this.getTarget(version);
    const before = services.get(version.version);
    if (before?.state === 'starting' || before?.state === 'ready') {
      return;
    }
    const message = this.crashing.get(version.version);
    services.set(version.version, {
      started: version,
      starts: (before?.starts ?? 0) + 1,
      state: message ? 'crashed' : 'starting',
      message,
    });
  }

  async describe(target: ServingTarget): Promise<ServingStatus> {
    const { services, traffic } = this.getTarget(target);
    const versions = [...services].map(([version, service]) => ({
      version,
      state: service.state,
      since: SINCE,
      restarts: 0,
      url: `http://service/${target.environment}/${version}`,
      message: service.message,
    }));
    for (const [version, service] of services) {
      if (service.state === 'starting' && !this.neverReady.has(version)) {
        service.state = 'ready';
      }
    }
    return {
      endpoint: `http://gateway/${target.environment}`,
      versions,
      traffic,
    };
  }

  async setTraffic(
    target: ServingTarget,
    traffic: TrafficSplit,
  ): Promise<void> {
    this.getTarget(target).traffic = traffic;
  }

  async stop(version: ServingTarget & { version: number }): Promise<void> {
    const service = this.getTarget(version).services.get(version.version);
    if (service) {
      service.state = 'stopped';
    }
  }

  async readLog(): Promise<LogChunk> {
    return { text: '', next: 0, complete: true };
  }

  /** All services of a target are gone, as after a restart of the machine. */
  forget(target: ServingTarget): void {
    this.targets.delete(keyOf(target));
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

  /** Answers as a service would. */
  readonly fetch: typeof fetch = async (url, init) => {
    this.requests.push({
      url: String(url),
      headers: new Headers(init?.headers),
      body: init?.body ? JSON.parse(String(init.body)) : undefined,
    });
    return Response.json(this.answer.body, { status: this.answer.status });
  };

  private getTarget(target: ServingTarget): Target {
    const key = keyOf(target);
    const found = this.targets.get(key) ?? {
      services: new Map(),
      traffic: { shares: [] },
    };
    this.targets.set(key, found);
    return found;
  }
}

function keyOf({ modelRef, environment }: ServingTarget): string {
  return `${modelRef} ${environment}`;
}
