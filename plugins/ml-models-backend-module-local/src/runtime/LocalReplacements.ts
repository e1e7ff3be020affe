import { ConflictError } from '@backstage/errors';
import {
  ServableVersion,
  ServingTarget,
  VersionInstance,
  VersionReplacements,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  InstanceKey,
  ReplacementSpec,
  supervisorOperations,
} from '../supervisor/supervisorProtocol';
import { routeOf } from './routeOf';
import { SupervisorLink } from './SupervisorLink';

export interface LocalReplacementsOptions {
  link: SupervisorLink;
  /** Makes an instance's files and environment ready, or its image. */
  prepare(version: ServableVersion & VersionInstance): Promise<ReplacementSpec>;
  /** What an instance says meanwhile. */
  preparing: string;
}

interface Preparing {
  version: VersionInstance;
  since: Date;
  start: Promise<void>;
  unwanted: AbortController;
}

/** Fresh instances: made ready here, started and put in place by the supervisor. */
export class LocalReplacements implements VersionReplacements {
  readonly #options: LocalReplacementsOptions;
  /** By version: of several instances, the last that was asked for. */
  readonly #preparing = new Map<string, Preparing>();

  constructor(options: LocalReplacementsOptions) {
    this.#options = options;
  }

  async start(version: ServableVersion & VersionInstance): Promise<void> {
    const under = this.#preparing.get(keyOf(version));
    if (under?.version.instance === version.instance) {
      await under.start;
      return;
    }
    under?.unwanted.abort();
    const unwanted = new AbortController();
    const start = this.#start(version, unwanted.signal).finally(() => {
      if (this.#preparing.get(keyOf(version))?.start === start) {
        this.#preparing.delete(keyOf(version));
      }
    });
    const since = new Date();
    this.#preparing.set(keyOf(version), { version, since, start, unwanted });
    await start;
  }

  async takeOver(instance: VersionInstance): Promise<void> {
    await this.#options.link.call(
      supervisorOperations.takeOver,
      keyIn(instance),
    );
  }

  /** One that is still being made ready is not started any more. */
  async discard(instance: VersionInstance): Promise<void> {
    const { link } = this.#options;
    const under = this.#preparing.get(keyOf(instance));
    if (under?.version.instance === instance.instance) {
      this.forget(instance);
    }
    if (link.isNeeded()) {
      await link.call(supervisorOperations.discard, keyIn(instance));
    }
  }

  /** Starts nothing of a version that is being stopped. */
  forget(version: ServingTarget & { version: number }): void {
    this.#preparing.get(keyOf(version))?.unwanted.abort();
    this.#preparing.delete(keyOf(version));
  }

  /** @returns the statuses, with what is being made ready */
  addPreparing(
    target: ServingTarget,
    statuses: VersionServingStatus[],
  ): VersionServingStatus[] {
    const ofTarget = [...this.#preparing.values()].filter(
      ({ version }) => routeOf(version) === routeOf(target),
    );
    return ofTarget.reduce(
      (known, one) => addOne(known, one, this.#options.preparing),
      statuses,
    );
  }

  async #start(
    version: ServableVersion & VersionInstance,
    unwanted: AbortSignal,
  ): Promise<void> {
    const { link, prepare } = this.#options;
    if (await this.#isKnown(version)) {
      return;
    }
    const spec = await prepare(version);
    const endpoint = version.telemetry?.endpoint;
    if (endpoint) {
      await link.call(supervisorOperations.setTelemetry, { endpoint });
    }
    if (unwanted.aborted) {
      throw new ConflictError(
        `The instance ${version.instance} of version ${version.version} was given up before it was ready to start`,
      );
    }
    await link.call(supervisorOperations.startReplacement, spec);
  }

  async #isKnown({
    version,
    instance,
    ...target
  }: VersionInstance): Promise<boolean> {
    const { link } = this.#options;
    if (!link.isNeeded()) {
      return false;
    }
    const { versions } = await link.call(supervisorOperations.describe, {
      route: routeOf(target),
    });
    const status = versions.find(one => one.version === version);
    return [status?.instance, status?.replacement?.instance].includes(instance);
  }
}

function addOne(
  statuses: VersionServingStatus[],
  { version: { version, instance }, since }: Preparing,
  message: string,
): VersionServingStatus[] {
  const preparing = {
    instance,
    state: 'starting',
    since,
    message,
  } as const;
  return statuses.some(one => one.version === version)
    ? statuses.map(one =>
        one.version === version
          ? { ...one, replacement: one.replacement ?? preparing }
          : one,
      )
    : [...statuses, { ...preparing, version, restarts: 0 }];
}

function keyIn({ version, instance, ...target }: VersionInstance): InstanceKey {
  return { route: routeOf(target), version, instance };
}

function keyOf(version: ServingTarget & { version: number }): string {
  return `${routeOf(version)}/${version.version}`;
}
