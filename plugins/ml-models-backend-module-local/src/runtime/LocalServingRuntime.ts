import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  HandedArtifact,
  ServableVersion,
  ServedCounts,
  ServingRuntime,
  ServingStatus,
  ServingTarget,
  TrafficSplit,
  VersionReplacements,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { keepArtifact } from '../artifacts/keepArtifact';
import { ContainerSettings } from '../container/ContainerSettings';
import { RuntimeContainers } from '../container/RuntimeContainers';
import { DataDirectory } from '../dataDirectory';
import { ServiceLog, serviceLogFile } from '../supervisor/ServiceLog';
import {
  ServiceStatus,
  supervisorOperations,
  SupervisorOutput,
} from '../supervisor/supervisorProtocol';
import { EnvironmentProvider } from './EnvironmentProvider';
import { LocalReplacements } from './LocalReplacements';
import {
  prepareReplacement,
  prepareService,
  PrepareServiceOptions,
} from './prepareService';
import { routeOf, targetOfRoute } from './routeOf';
import { SupervisorLink } from './SupervisorLink';

type NumberedVersion = ServingTarget & { version: number };

/** Loading a large model and its libraries from a cold disk. */
const DEFAULT_READY_TIMEOUT_MS = 60_000;
const DEFAULT_GATEWAY_PORT = 7070;

export interface LocalServingRuntimeOptions {
  data: DataDirectory;
  environments: EnvironmentProvider;
  logger: LoggerService;
  /** Taken: the next free one. 0: any. Default: 7070. */
  gatewayPort?: number;
  /** Let models and gateway go on after `close`. Default: false. */
  keepModels?: boolean;
  /**
   * Base URL of the portal's OTLP/HTTP, e.g.
   * `http://localhost:7007/api/ml-models/otlp`. Services that run on from an
   * earlier portal report to it too. Default: what `start` was given last.
   */
  telemetryEndpoint?: string;
  /** How versions are run in containers. Default: they are processes. */
  containers?: ContainerSettings;
  /** From the start of a service until it has to be ready. Default: 60,000. */
  readyTimeoutMs?: number;
}

/** Serves versions as processes or containers of this machine, behind one gateway. */
export class LocalServingRuntime implements ServingRuntime {
  readonly id = 'local';
  readonly #options: LocalServingRuntimeOptions;
  readonly #link: SupervisorLink;
  readonly #containers: RuntimeContainers | undefined;
  readonly #replacements: LocalReplacements;
  /** Versions whose artifact or environment is being made ready, since when. */
  readonly #preparing = new Map<
    string,
    { since: Date; start: Promise<void>; preparation: AbortController }
  >();

  constructor(options: LocalServingRuntimeOptions) {
    this.#options = options;
    this.#link = new SupervisorLink({
      data: options.data,
      gatewayPort: options.gatewayPort ?? DEFAULT_GATEWAY_PORT,
      containers: options.containers,
      logger: options.logger,
    });
    this.#containers =
      options.containers &&
      new RuntimeContainers(options.data, options.containers);
    this.#replacements = new LocalReplacements({
      link: this.#link,
      prepare: version => prepareReplacement(version, this.#preparation()),
      preparing: this.#describePreparing(),
    });
  }

  get replacements(): VersionReplacements {
    return this.#replacements;
  }

  /**
   * Finds the models of the last time, or starts them again; call when the
   * portal starts. Without any, no process is started before the first `start`.
   */
  async open(): Promise<void> {
    const { telemetryEndpoint, logger } = this.#options;
    const checked = this.#containers?.check(logger);
    if (this.#link.isNeeded()) {
      await this.#link.open();
      if (telemetryEndpoint) {
        await this.#link.call(supervisorOperations.setTelemetry, {
          endpoint: telemetryEndpoint,
        });
      }
    }
    await checked;
  }

  /**
   * Call while the portal still takes telemetry: services report their last
   * records as they end. They are started again by the next `open`.
   */
  async close(): Promise<void> {
    await this.#link.close({ stopModels: !this.#options.keepModels });
  }

  keepArtifact(artifact: HandedArtifact): Promise<string> {
    return keepArtifact(this.#options.data, artifact);
  }

  /**
   * @throws InputError or NotFoundError for an artifact that is missing,
   *   damaged or not servable; ConflictError when it is stopped meanwhile; what the
   *   environment's build throws
   */
  async start(version: ServableVersion): Promise<void> {
    const key = keyOf(version);
    const under = this.#preparing.get(key);
    if (under) {
      await under.start;
      return;
    }
    const preparation = new AbortController();
    const start = this.#start(version, preparation.signal).finally(() => {
      if (this.#preparing.get(key)?.start === start) {
        this.#preparing.delete(key);
      }
    });
    this.#preparing.set(key, { since: new Date(), start, preparation });
    await start;
  }

  async describe(target: ServingTarget): Promise<ServingStatus> {
    const route = routeOf(target);
    const described = await this.#findDescription(route);
    if (!described) {
      const versions = this.#withPreparing(target, []);
      return { versions, traffic: { shares: [] } };
    }
    const endpoint = `http://127.0.0.1:${described.gateway.port}/${route}`;
    const versions = described.versions.map(version =>
      toStatus(version, endpoint),
    );
    return {
      endpoint,
      versions: this.#withPreparing(target, versions),
      traffic: described.traffic,
    };
  }

  async setTraffic(
    target: ServingTarget,
    traffic: TrafficSplit,
  ): Promise<void> {
    await this.#link.call(supervisorOperations.setTraffic, {
      route: routeOf(target),
      traffic,
    });
  }

  async listServed(since: Date): Promise<ServedCounts | undefined> {
    if (!this.#link.isNeeded()) {
      return undefined;
    }
    const { ledgerId, windows } = await this.#link.call(
      supervisorOperations.listServed,
      { fromS: Math.floor(since.getTime() / 1000) },
    );
    return {
      counter: ledgerId,
      windows: windows.map(({ route, version, startS, served }) => ({
        ...targetOfRoute(route),
        version,
        startS,
        served,
      })),
    };
  }

  /** One that is still being made ready is not started any more. */
  async stop(version: NumberedVersion): Promise<void> {
    const key = keyOf(version);
    this.#preparing.get(key)?.preparation.abort();
    this.#preparing.delete(key);
    this.#replacements.forget(version);
    if (this.#link.isNeeded()) {
      await this.#link.call(supervisorOperations.stop, {
        route: routeOf(version),
        version: version.version,
      });
    }
  }

  async readLog(version: NumberedVersion, from: number): Promise<LogChunk> {
    // Asked before the log is read, or the last lines could be missed.
    const described = await this.#findDescription(routeOf(version));
    const status = described?.versions.find(
      one => one.version === version.version,
    );
    const file = serviceLogFile(this.#options.data.services, {
      route: routeOf(version),
      version: version.version,
      instance: status?.instance,
    });
    const mayPrint =
      this.#preparing.has(keyOf(version)) || status?.gaveUp === false;
    return { ...new ServiceLog(file).read(from), complete: !mayPrint };
  }

  async #start(version: ServableVersion, signal: AbortSignal): Promise<void> {
    const spec = await prepareService(version, this.#preparation());
    const endpoint = version.telemetry?.endpoint;
    if (endpoint) {
      await this.#link.call(supervisorOperations.setTelemetry, { endpoint });
    }
    if (signal.aborted) {
      throw new ConflictError(
        `Version ${version.version} was stopped before it was ready to start`,
      );
    }
    await this.#link.call(supervisorOperations.start, spec);
  }

  /** @returns undefined when no supervisor ever ran: nothing is served */
  async #findDescription(
    route: string,
  ): Promise<SupervisorOutput<'describe'> | undefined> {
    return this.#link.isNeeded()
      ? this.#link.call(supervisorOperations.describe, { route })
      : undefined;
  }

  #preparation(): PrepareServiceOptions {
    const { data, environments, readyTimeoutMs } = this.#options;
    return {
      data,
      environments,
      containers: this.#containers,
      readyTimeoutMs: readyTimeoutMs ?? DEFAULT_READY_TIMEOUT_MS,
    };
  }

  #describePreparing(): string {
    return this.#containers
      ? 'Its image is being made ready'
      : 'Its artifact and environment are being made ready';
  }

  #withPreparing(
    target: ServingTarget,
    known: VersionServingStatus[],
  ): VersionServingStatus[] {
    return this.#replacements.addPreparing(target, [
      ...known,
      ...this.#preparingOf(target, known),
    ]);
  }

  #preparingOf(
    target: ServingTarget,
    known: VersionServingStatus[],
  ): VersionServingStatus[] {
    const prefix = `${routeOf(target)}/`;
    return [...this.#preparing]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, { since }]) => ({
        version: Number(key.slice(prefix.length)),
        state: 'starting' as const,
        since,
        restarts: 0,
        message: this.#describePreparing(),
      }))
      .filter(({ version }) => !known.some(one => one.version === version));
  }
}

function keyOf(version: NumberedVersion): string {
  return `${routeOf(version)}/${version.version}`;
}

function toStatus(
  status: SupervisorOutput<'describe'>['versions'][number],
  endpoint: string,
): VersionServingStatus {
  const { version, restarts, served, instance, replacement } = status;
  const url = `${endpoint}/versions/${version}`;
  return {
    ...toState(status),
    version,
    restarts,
    url,
    served,
    instance,
    replacement: replacement && {
      ...toState(replacement),
      instance: replacement.instance,
      url: `${url}-next`,
    },
  };
}

function toState({ state, since, gaveUp, message }: ServiceStatus) {
  return {
    state,
    since: new Date(since),
    startsAgain: state === 'crashed' && !gaveUp,
    message,
  };
}
