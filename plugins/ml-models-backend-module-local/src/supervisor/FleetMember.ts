import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ContainerSettings } from '../container/ContainerSettings';
import { DataDirectory, instanceFolder } from '../dataDirectory';
import { Upstream } from '../gateway/Upstream';
import { isContainer, isolationOf } from './isolationOf';
import { Service } from './Service';
import { ServiceLog, serviceLogFile } from './ServiceLog';
import { ServiceSpec } from './supervisorProtocol';
import { ServiceRecord } from './SupervisorState';

/**
 * Who was answered nothing for this long loses little when the process is replaced:
 * what comes meanwhile waits some seconds for the next one.
 */
const ANSWERS_WITHIN_MS = 60_000;

export interface FleetMemberOptions {
  data: DataDirectory;
  /** How containers are run; undefined: what is started is a process. */
  containers?: ContainerSettings;
  /** Port of the gateway, which relays what services report. */
  relayPort: () => number;
  /** Called when a record changed by itself. */
  onChange: () => void;
}

/** One process or container of a version, and how the gateway reaches it. */
export class FleetMember {
  readonly service: Service;
  readonly upstream: Upstream;
  readonly #options: FleetMemberOptions;
  readonly #log: ServiceLog;

  /** @param served - goes on counting; default: what the record says */
  constructor(
    options: FleetMemberOptions,
    record: ServiceRecord,
    served: Upstream['served'] = record.served,
  ) {
    this.#options = options;
    const { data, onChange } = options;
    const { spec } = record;
    const upstream = new Upstream(record.version, served);
    const update = () => {
      upstream.port = record.port;
      upstream.message = record.message;
      upstream.isProven = record.wasReady;
      upstream.awaySinceMs =
        record.state === 'ready' ? undefined : Date.parse(record.since);
    };
    update();
    this.upstream = upstream;
    const logFile = serviceLogFile(data.services, spec);
    mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
    this.#log = new ServiceLog(logFile);
    this.service = new Service({
      record,
      log: this.#log,
      isolation: isolationOf(spec, { ...options, logFile }),
      refusal: findRefusal(spec, options),
      onChange: () => {
        update();
        onChange();
      },
    });
  }

  get record(): ServiceRecord {
    return this.service.record;
  }

  get spec(): ServiceSpec {
    return this.record.spec;
  }

  /** As it is to be stored. */
  snapshot(): ServiceRecord {
    return { ...this.record, served: { ...this.upstream.served } };
  }

  /** Returns when no process or container is left. */
  async end(): Promise<void> {
    // Or the service would wait for our idle connections to close.
    this.upstream.agent.destroy();
    await this.service.end();
  }

  /**
   * Whether what runs is none to be replaced: it is ready, or may get so, or answers
   * callers though it says that it is not ready.
   */
  mayGoOn(nowMs: number): boolean {
    const { state, since, spec } = this.record;
    if (state !== 'unready') {
      return state !== 'crashed';
    }
    const sinceMs = Date.parse(since);
    return (
      nowMs - sinceMs < spec.readyTimeoutMs ||
      this.upstream.hasAnsweredSince(
        Math.max(sinceMs, nowMs - ANSWERS_WITHIN_MS),
      )
    );
  }

  /** Call when it has ended. The log of a version stays, that of an instance does not. */
  removeFiles(): void {
    const { data } = this.#options;
    const { instance, version } = this.spec;
    this.service.forget();
    if (instance !== undefined) {
      this.#log.remove();
      const folder = instanceFolder(data, { version, instance });
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** What the configuration says now holds for what is started; what runs goes on. */
function findRefusal(
  spec: ServiceSpec,
  { containers }: FleetMemberOptions,
): string | undefined {
  const isolation = containers ? 'container' : 'process';
  const was = isContainer(spec) ? 'container' : 'process';
  return was === isolation
    ? undefined
    : `ran as a ${was}, and mlModels.local.isolation is ${isolation} now: it is to be started from its artifact again. Deploy it`;
}

export function newRecord(spec: ServiceSpec): ServiceRecord {
  return {
    spec,
    version: spec.version,
    state: 'starting',
    since: new Date().toISOString(),
    restarts: 0,
    served: { primary: 0, canary: 0, shadow: 0 },
    wasReady: false,
    gaveUp: false,
    role: 'serving',
  };
}
