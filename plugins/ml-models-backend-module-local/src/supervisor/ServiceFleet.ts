import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ContainerEngine } from '../container/ContainerEngine';
import { ContainerSettings } from '../container/ContainerSettings';
import { removeOrphans } from '../container/removeOrphans';
import { DataDirectory } from '../dataDirectory';
import { TrafficTable } from '../gateway/TrafficTable';
import { Upstream } from '../gateway/Upstream';
import { Turns } from '../Turns';
import { isContainer, isolationOf } from './isolationOf';
import { Service } from './Service';
import { SERVICE_TIMINGS } from './ServiceTimings';
import { ServiceLog, serviceLogFile } from './ServiceLog';
import { ServiceSpec, ServiceStatus } from './supervisorProtocol';
import { ServiceRecord } from './SupervisorState';
import { within } from './within';

/**
 * Who was answered nothing for this long loses little when the process is replaced:
 * what comes meanwhile waits some seconds for the next one.
 */
const ANSWERS_WITHIN_MS = 60_000;

export interface VersionKey {
  route: string;
  version: number;
}

export interface ServiceFleetOptions {
  data: DataDirectory;
  table: TrafficTable;
  /** How containers are run; undefined: what is started is a process. */
  containers?: ContainerSettings;
  /** Port of the gateway, which relays what services report. */
  relayPort: () => number;
  /** Stores the records; throws when that fails. */
  save: () => void;
  /** Called when a record changed by itself. */
  onChange: () => void;
}

interface Member {
  service: Service;
  upstream: Upstream;
}

/** The services of a supervisor, each with its place in the traffic table. */
export class ServiceFleet {
  readonly #options: ServiceFleetOptions;
  readonly #members = new Map<string, Member>();
  /** One start or stop of a version at a time, or two processes could serve it. */
  readonly #turns = new Turns();

  constructor(options: ServiceFleetOptions) {
    this.#options = options;
  }

  /** Takes up a service that an earlier supervisor had; `runAll` sets it going. */
  restore(record: ServiceRecord): void {
    this.#add(record);
  }

  /** @returns when it is known of each service whether it runs */
  async runAll(): Promise<void> {
    await Promise.all([
      this.#removeOrphans(),
      ...[...this.#members.values()].map(({ service }) => service.run()),
    ]);
  }

  records(): ServiceRecord[] {
    return [...this.#members.values()].map(({ service, upstream }) => ({
      ...service.record,
      served: { ...upstream.served },
    }));
  }

  /** @returns what a service was started from; undefined without one */
  findSpec(version: VersionKey): ServiceSpec | undefined {
    return this.#members.get(keyOf(version))?.service.record.spec;
  }

  /** @returns the versions of a route in ascending order */
  describe(route: string): ServiceStatus[] {
    return this.records()
      .filter(record => record.spec.route === route)
      .sort((a, b) => a.version - b.version);
  }

  /** Leaves alone what runs; tries again what does not; replaces another build. */
  start(spec: ServiceSpec): Promise<void> {
    return this.#turns.take(keyOf(spec), async () => {
      const member = this.#members.get(keyOf(spec));
      if (member) {
        const { record } = member.service;
        const same =
          record.spec.artifactDigest === spec.artifactDigest &&
          isContainer(record.spec) === isContainer(spec);
        if (same && mayGoOn(member, Date.now())) {
          return;
        }
        await member.service.end();
        if (same && !record.gaveUp) {
          this.#startAgain(record, spec);
          return;
        }
      }
      this.#launch(newRecord(spec));
    });
  }

  /** Resolves when no process or container of the version is left. */
  stop(version: VersionKey): Promise<void> {
    return this.#turns.take(keyOf(version), async () => {
      const member = this.#members.get(keyOf(version));
      if (member) {
        this.#options.table.remove(version.route, version.version);
        await within(SERVICE_TIMINGS.stopGraceMs, member.upstream.idle());
        // Or the service would wait for our idle connections to close.
        member.upstream.agent.destroy();
        await member.service.end();
        this.#forget(version);
        this.#options.save();
      }
    });
  }

  /** Resolves when no request is in flight, or the grace time is over. */
  async idle(): Promise<void> {
    const members = [...this.#members.values()];
    const idle = Promise.all(members.map(({ upstream }) => upstream.idle()));
    await within(SERVICE_TIMINGS.stopGraceMs, idle);
  }

  /** Ends all processes and containers, but keeps the records. */
  async endAll(): Promise<void> {
    const members = [...this.#members.values()];
    members.forEach(({ upstream }) => upstream.agent.destroy());
    await Promise.all(members.map(({ service }) => service.end()));
  }

  /**
   * Goes on with a service whose process has ended. A full disk must not take it
   * out of the split: a successor that knows it by what it was started from before
   * starts it as well.
   */
  #startAgain({ restarts, wasReady }: ServiceRecord, spec: ServiceSpec): void {
    const { service } = this.#add({ ...newRecord(spec), restarts, wasReady });
    void service.run();
  }

  #launch(record: ServiceRecord): void {
    const { service } = this.#add(record);
    try {
      this.#options.save();
    } catch (error) {
      this.#forget(record.spec);
      throw error;
    }
    void service.run();
  }

  #add(record: ServiceRecord): Member {
    const { table, onChange } = this.#options;
    const key = keyOf(record.spec);
    const served = this.#members.get(key)?.upstream.served ?? record.served;
    const upstream = new Upstream(record.version, served);
    const update = () => {
      upstream.port = record.port;
      upstream.message = record.message;
      upstream.isProven = record.wasReady;
      upstream.awaySinceMs =
        record.state === 'ready' ? undefined : Date.parse(record.since);
    };
    update();
    const service = new Service({
      record,
      log: new ServiceLog(this.#logFile(record.spec)),
      isolation: isolationOf(record.spec, {
        ...this.#options,
        logFile: this.#logFile(record.spec),
      }),
      refusal: this.#findRefusal(record.spec),
      onChange: () => {
        update();
        onChange();
      },
    });
    const member = { service, upstream };
    this.#members.set(key, member);
    table.add(record.spec.route, upstream);
    return member;
  }

  /** What the configuration says now holds for what is started; what runs goes on. */
  #findRefusal(spec: ServiceSpec): string | undefined {
    const isolation = this.#options.containers ? 'container' : 'process';
    const was = isContainer(spec) ? 'container' : 'process';
    return was === isolation
      ? undefined
      : `ran as a ${was}, and mlModels.local.isolation is ${isolation} now: it is to be started from its artifact again. Deploy it`;
  }

  /** Containers of a supervisor whose records are lost. */
  async #removeOrphans(): Promise<void> {
    const { containers, data } = this.#options;
    if (!containers) {
      return;
    }
    try {
      const engine = new ContainerEngine(containers.command);
      await removeOrphans(engine, data.root, () =>
        this.records().map(({ spec }) => spec),
      );
    } catch (error) {
      // It is told of to whoever starts a container.
      console.error(`Containers could not be listed: ${error}`);
    }
  }

  #forget(version: VersionKey): void {
    const key = keyOf(version);
    const member = this.#members.get(key);
    this.#options.table.remove(version.route, version.version);
    this.#members.delete(key);
    member?.service.forget();
  }

  #logFile(version: VersionKey): string {
    const file = serviceLogFile(this.#options.data.services, version);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return file;
  }
}

/**
 * Whether its process is none to be replaced: it is ready, or may get so, or answers
 * callers though it says that it is not ready.
 */
function mayGoOn(
  { service: { record }, upstream }: Member,
  nowMs: number,
): boolean {
  if (record.state !== 'unready') {
    return record.state !== 'crashed';
  }
  const sinceMs = Date.parse(record.since);
  return (
    nowMs - sinceMs < record.spec.readyTimeoutMs ||
    upstream.hasAnsweredSince(Math.max(sinceMs, nowMs - ANSWERS_WITHIN_MS))
  );
}

function keyOf({ route, version }: VersionKey): string {
  return `${route}/${version}`;
}

function newRecord(spec: ServiceSpec): ServiceRecord {
  return {
    spec,
    version: spec.version,
    state: 'starting',
    since: new Date().toISOString(),
    restarts: 0,
    served: { primary: 0, canary: 0, shadow: 0 },
    wasReady: false,
    gaveUp: false,
  };
}
