import {
  ContainerSettings,
  relayAddressOf,
} from '../container/ContainerSettings';
import { DataDirectory } from '../dataDirectory';
import { Gateway } from '../gateway/Gateway';
import { TelemetryRelay } from '../gateway/TelemetryRelay';
import { TrafficTable } from '../gateway/TrafficTable';
import { isContainer } from './isolationOf';
import { OutageReporter } from './OutageReporter';
import { removeAbandoned } from './removeAbandoned';
import { ServedLedger } from './ServedLedger';
import { ServiceFleet, VersionKey } from './ServiceFleet';
import {
  InstanceKey,
  ReplacementSpec,
  ServiceSpec,
  SUPERVISOR_BUILD,
  SupervisorInput,
  SupervisorOutput,
} from './supervisorProtocol';
import { SupervisorStateFile } from './SupervisorStateFile';
import { within } from './within';

/** Requests longer than this are broken off when another build takes over. */
const HAND_OVER_GRACE_MS = 2_000;

export interface SupervisorOptions {
  data: DataDirectory;
  /** Port that the gateway is to have; 0: any. */
  wantedPort: number;
  replayToken: string;
  /** How containers are run; undefined: versions are processes. */
  containers?: ContainerSettings;
}

/** Owns the gateway, the services and the traffic table of a data directory. */
export class Supervisor {
  readonly #data: DataDirectory;
  readonly #stateFile: SupervisorStateFile;
  readonly #table = new TrafficTable();
  readonly #gateway: Gateway;
  readonly #fleet: ServiceFleet;
  readonly #ledger: ServedLedger;
  readonly #outages: OutageReporter;
  readonly #ports: { port: number; wantedPort: number };
  readonly #containers: ContainerSettings | undefined;
  readonly #relay: TelemetryRelay;
  #telemetryEndpoint: string | undefined;

  constructor(options: SupervisorOptions) {
    const { data, wantedPort, replayToken, containers } = options;
    this.#data = data;
    this.#containers = containers;
    this.#stateFile = new SupervisorStateFile(data.supervisor.state);
    this.#ports = { port: 0, wantedPort };
    this.#ledger = new ServedLedger(data.supervisor.served);
    this.#outages = new OutageReporter({
      findService: version => this.#fleet.findSpec(version),
      telemetryEndpoint: () => this.#telemetryEndpoint,
    });
    this.#gateway = new Gateway({
      table: this.#table,
      servedWindows: this.#ledger.windows,
      replayToken,
      telemetryEndpoint: () => this.#telemetryEndpoint,
      onUnanswered: call => this.#outages.note(call),
    });
    this.#relay = new TelemetryRelay({
      telemetryEndpoint: () => this.#telemetryEndpoint,
    });
    this.#fleet = new ServiceFleet({
      data,
      table: this.#table,
      containers,
      relayPort: () => this.#ports.port,
      save: () => this.#save(),
      onChange: () => this.trySave(),
    });
  }

  /** Carries on where the last one ended: finds its services, or starts them. */
  async open(): Promise<void> {
    const state = this.#stateFile.load();
    this.#ledger.open();
    const { wantedPort } = this.#ports;
    this.#telemetryEndpoint = state.telemetryEndpoint;
    state.services.forEach(record => this.#fleet.restore(record));
    for (const [route, split] of Object.entries(state.traffic)) {
      this.#table.setSplit(route, split);
    }
    // Callers know the port that it had, even if the wanted one is free again.
    const known =
      state.gateway?.wantedPort === wantedPort ? [state.gateway.port] : [];
    this.#ports.port = await this.#gateway.listen([...known, wantedPort]);
    this.#save();
    const address = relayAddressOf(this.#containers);
    if (address) {
      this.#relay.listen({ address, port: this.#ports.port });
    }
    await this.#fleet.runAll();
    await removeAbandoned(this.#data, {
      used: this.#fleet
        .records()
        .flatMap(({ spec }) => (isContainer(spec) ? [] : [spec.folder])),
      nowMs: Date.now(),
    }).catch(error => {
      // It takes up space, and is tried again by the next supervisor.
      console.error(`Unpacked artifacts could not be removed: ${error}`);
    });
  }

  status(): SupervisorOutput<'status'> {
    return {
      build: SUPERVISOR_BUILD,
      gateway: this.#ports,
      containers: this.#containers,
    };
  }

  start(spec: ServiceSpec): Promise<void> {
    return this.#fleet.start(spec);
  }

  describe({ route }: { route: string }): SupervisorOutput<'describe'> {
    return {
      gateway: this.#ports,
      versions: this.#fleet.describe(route),
      traffic: this.#table.split(route),
    };
  }

  listServed({ fromS }: { fromS: number }): SupervisorOutput<'listServed'> {
    return {
      ledgerId: this.#ledger.id,
      windows: this.#ledger.windows.list(fromS),
    };
  }

  setTraffic({ route, traffic }: SupervisorInput<'setTraffic'>): void {
    const before = this.#table.split(route);
    this.#table.setSplit(route, traffic);
    try {
      this.#save();
    } catch (error) {
      // What a restart would forget must not be in effect now.
      this.#table.setSplit(route, before);
      throw error;
    }
  }

  stop(version: VersionKey): Promise<void> {
    return this.#fleet.stop(version);
  }

  startReplacement(spec: ReplacementSpec): Promise<void> {
    return this.#fleet.startReplacement(spec);
  }

  takeOver(instance: InstanceKey): Promise<void> {
    return this.#fleet.takeOver(instance);
  }

  discard(instance: InstanceKey): Promise<void> {
    return this.#fleet.discard(instance);
  }

  setTelemetry({ endpoint }: SupervisorInput<'setTelemetry'>): void {
    this.#telemetryEndpoint = endpoint;
    this.#save();
  }

  /** Ends all services; the next supervisor starts them again. */
  async shutDown(): Promise<void> {
    this.#gateway.drain();
    await this.#fleet.idle();
    await this.#fleet.endAll();
    this.trySave();
    await within(HAND_OVER_GRACE_MS, this.reportOutages());
    // Last, because ending services report their last records through it.
    await within(HAND_OVER_GRACE_MS, this.#gateway.close());
    this.#relay.close();
    this.trySaveServed();
  }

  /** Leaves the services running, for the next supervisor to find. */
  async handOver(): Promise<void> {
    this.#relay.close();
    await within(HAND_OVER_GRACE_MS, this.#gateway.close());
    this.trySave();
    this.trySaveServed();
  }

  /** Tells the portal of what no service answered. */
  reportOutages(): Promise<void> {
    return this.#outages.flush();
  }

  /** For changes that happened already: a full disk must not undo them. */
  trySave(): void {
    try {
      this.#save();
    } catch (error) {
      console.error(`The state could not be stored: ${error}`);
    }
  }

  trySaveServed(): void {
    try {
      this.#ledger.save(Date.now());
    } catch (error) {
      console.error(`The counts of predictions could not be stored: ${error}`);
    }
  }

  #save(): void {
    this.#stateFile.save({
      gateway: this.#ports,
      telemetryEndpoint: this.#telemetryEndpoint,
      services: this.#fleet.records(),
      traffic: Object.fromEntries(
        this.#table.routes().map(route => [route, this.#table.split(route)]),
      ),
    });
  }
}
