import { ConflictError } from '@backstage/errors';
import { ContainerEngine } from '../container/ContainerEngine';
import { ContainerSettings } from '../container/ContainerSettings';
import { removeOrphans } from '../container/removeOrphans';
import { DataDirectory } from '../dataDirectory';
import { TrafficTable } from '../gateway/TrafficTable';
import { Turns } from '../Turns';
import { FleetMember, newRecord } from './FleetMember';
import { isContainer } from './isolationOf';
import { SERVICE_TIMINGS } from './ServiceTimings';
import {
  InstanceKey,
  ReplacementSpec,
  ServiceSpec,
  VersionStatus,
} from './supervisorProtocol';
import { ServiceRecord } from './SupervisorState';
import { within } from './within';

export interface VersionKey {
  route: string;
  version: number;
}

export interface ServiceFleetOptions {
  /** Where logs, pid files and folders of instances lie. */
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

/** The services of a supervisor, each with its place in the traffic table. */
export class ServiceFleet {
  readonly #options: ServiceFleetOptions;
  /** One per version: it answers what the version is asked. */
  readonly #members = new Map<string, FleetMember>();
  /** One per version at most: it is to take over. */
  readonly #next = new Map<string, FleetMember>();
  /** Have been taken over from, and are ending. */
  readonly #past = new Set<FleetMember>();
  /** One change of a version at a time, or two services could answer for it. */
  readonly #turns = new Turns();

  constructor(options: ServiceFleetOptions) {
    this.#options = options;
  }

  /** Takes up a service that an earlier supervisor had; `runAll` sets it going. */
  restore(record: ServiceRecord): void {
    switch (record.role) {
      case 'next':
        this.#addNext(record);
        break;
      case 'past':
        this.#past.add(new FleetMember(this.#options, record));
        break;
      default:
        this.#add(record);
    }
  }

  /** @returns when it is known of each service whether it runs */
  async runAll(): Promise<void> {
    // Not waited for: it may take its time to end, and nobody is sent to it.
    this.#past.forEach(member => this.#endLeftover(member));
    await Promise.all([
      this.#removeOrphans(),
      ...this.#all().map(({ service }) => service.run()),
    ]);
  }

  records(): ServiceRecord[] {
    return [...this.#all(), ...this.#past].map(member => member.snapshot());
  }

  /** @returns what a service was started from; undefined without one */
  findSpec(version: VersionKey): ServiceSpec | undefined {
    return this.#members.get(keyOf(version))?.spec;
  }

  /** @returns the versions of a route in ascending order */
  describe(route: string): VersionStatus[] {
    return [...this.#members.values()]
      .filter(({ spec }) => spec.route === route)
      .map(member => ({
        ...member.snapshot(),
        instance: member.spec.instance,
        replacement: this.#describeNext(member.spec),
      }))
      .sort((a, b) => a.version - b.version);
  }

  /** Leaves alone what runs; tries again what does not; replaces another build. */
  start(spec: ServiceSpec): Promise<void> {
    return this.#turns.take(keyOf(spec), async () => {
      const member = this.#members.get(keyOf(spec));
      if (member) {
        const { record } = member;
        const same =
          record.spec.artifactDigest === spec.artifactDigest &&
          isContainer(record.spec) === isContainer(spec);
        if (same && member.mayGoOn(Date.now())) {
          return;
        }
        await member.service.end();
        member.removeFiles();
        if (same && !record.gaveUp) {
          this.#startAgain(record, spec);
          return;
        }
      }
      this.#launch(newRecord(spec), record => this.#add(record));
    });
  }

  /** Beside the instance that runs; where none does, it is the one that runs. */
  startReplacement(spec: ReplacementSpec): Promise<void> {
    const key = keyOf(spec);
    return this.#turns.take(key, async () => {
      const { instance } = spec;
      const known = [this.#members.get(key), this.#next.get(key)];
      if (known.some(member => member?.spec.instance === instance)) {
        return;
      }
      await this.#endNext(spec);
      if (this.#members.has(key)) {
        this.#launch({ ...newRecord(spec), role: 'next' }, record =>
          this.#addNext(record),
        );
      } else {
        this.#launch(newRecord(spec), record => this.#add(record));
      }
    });
  }

  /**
   * Every request sees the one before or the instance. Resolves when no process or
   * container of the one before is left.
   *
   * @throws ConflictError when the instance is not ready
   */
  takeOver(asked: InstanceKey): Promise<void> {
    const key = keyOf(asked);
    return this.#turns.take(key, async () => {
      if (this.#members.get(key)?.spec.instance !== asked.instance) {
        this.#promote(asked);
      }
      const past = [...this.#past].filter(({ spec }) => keyOf(spec) === key);
      await Promise.all(past.map(member => this.#retire(member)));
    });
  }

  /** Ends an instance that has not taken over. */
  discard(asked: InstanceKey): Promise<void> {
    const key = keyOf(asked);
    return this.#turns.take(key, async () => {
      if (this.#next.get(key)?.spec.instance === asked.instance) {
        await this.#endNext(asked);
        this.#options.save();
      }
    });
  }

  /** Resolves when no process or container of the version is left. */
  stop(version: VersionKey): Promise<void> {
    return this.#turns.take(keyOf(version), async () => {
      await this.#endNext(version);
      const member = this.#members.get(keyOf(version));
      if (member) {
        this.#options.table.remove(version.route, version.version);
        await within(SERVICE_TIMINGS.stopGraceMs, member.upstream.idle());
        await member.end();
        this.#forget(member);
        this.#options.save();
      }
    });
  }

  /** Resolves when no request is in flight, or the grace time is over. */
  async idle(): Promise<void> {
    const all = [...this.#all(), ...this.#past];
    const idle = Promise.all(all.map(({ upstream }) => upstream.idle()));
    await within(SERVICE_TIMINGS.stopGraceMs, idle);
  }

  /** Ends all processes and containers, but keeps the records. */
  async endAll(): Promise<void> {
    const all = [...this.#all(), ...this.#past];
    await Promise.all(all.map(member => member.end()));
  }

  #all(): FleetMember[] {
    return [...this.#members.values(), ...this.#next.values()];
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

  #launch(
    record: ServiceRecord,
    add: (record: ServiceRecord) => FleetMember,
  ): void {
    const member = add(record);
    try {
      this.#options.save();
    } catch (error) {
      this.#forget(member);
      throw error;
    }
    void member.service.run();
  }

  #promote(asked: InstanceKey): void {
    const before = this.#members.get(keyOf(asked));
    const next = this.#next.get(keyOf(asked));
    if (
      !before ||
      next?.spec.instance !== asked.instance ||
      next.record.state !== 'ready'
    ) {
      throw new ConflictError(
        `version ${asked.version} has no instance ${asked.instance} that is ready to take over`,
      );
    }
    this.#swap({ serving: next, past: before });
    try {
      this.#options.save();
    } catch (error) {
      // What a restart would forget must not be in effect now.
      this.#swap({ serving: before, next });
      throw error;
    }
  }

  /** Between two requests. */
  #swap({
    serving,
    next,
    past,
  }: {
    serving: FleetMember;
    next?: FleetMember;
    past?: FleetMember;
  }): void {
    serving.record.role = 'serving';
    this.#past.delete(serving);
    this.#dropNext(serving.spec);
    this.#enlist(serving);
    if (next) {
      next.record.role = 'next';
      this.#enlistNext(next);
    }
    if (past) {
      past.record.role = 'past';
      this.#past.add(past);
    }
  }

  async #retire(member: FleetMember): Promise<void> {
    await within(SERVICE_TIMINGS.stopGraceMs, member.upstream.idle());
    await member.end();
    this.#dropPast(member);
  }

  /** An earlier supervisor has died over it, and with that its requests. */
  #endLeftover(member: FleetMember): void {
    this.#turns
      .take(keyOf(member.spec), async () => {
        await member.end();
        this.#dropPast(member);
      })
      .catch(error => {
        // It is tried again by the next supervisor, or as its version is replaced.
        console.error(`A replaced service could not be ended: ${error}`);
      });
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

  #dropPast(member: FleetMember): void {
    this.#past.delete(member);
    member.removeFiles();
    this.#options.onChange();
  }

  async #endNext(version: VersionKey): Promise<void> {
    const next = this.#next.get(keyOf(version));
    if (next) {
      this.#dropNext(version);
      await next.end();
      next.removeFiles();
    }
  }

  #dropNext(version: VersionKey): void {
    this.#next.delete(keyOf(version));
    this.#options.table.removeNext(version.route, version.version);
  }

  #describeNext(version: VersionKey): VersionStatus['replacement'] {
    const next = this.#next.get(keyOf(version));
    return next?.spec.instance === undefined
      ? undefined
      : { ...next.snapshot(), instance: next.spec.instance };
  }

  #add(record: ServiceRecord): FleetMember {
    const member = this.#create(record);
    this.#enlist(member);
    return member;
  }

  #addNext(record: ServiceRecord): FleetMember {
    const member = this.#create(record);
    this.#enlistNext(member);
    return member;
  }

  #create(record: ServiceRecord): FleetMember {
    const known = this.#members.get(keyOf(record.spec));
    return new FleetMember(this.#options, record, known?.upstream.served);
  }

  /** In place of the one before, whose requests in flight go on. */
  #enlist(member: FleetMember): void {
    this.#members.set(keyOf(member.spec), member);
    this.#options.table.add(member.spec.route, member.upstream);
  }

  #enlistNext(member: FleetMember): void {
    this.#next.set(keyOf(member.spec), member);
    this.#options.table.addNext(member.spec.route, member.upstream);
  }

  #forget(member: FleetMember): void {
    const { route, version } = member.spec;
    if (member.record.role === 'next') {
      this.#dropNext(member.spec);
    } else {
      this.#members.delete(keyOf(member.spec));
      this.#options.table.remove(route, version);
    }
    member.removeFiles();
  }
}

function keyOf({ route, version }: VersionKey): string {
  return `${route}/${version}`;
}
