import { randomUUID } from 'node:crypto';
import { closeSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ContainerEngine, FoundContainer } from '../container/ContainerEngine';
import { containerName, LABELS } from '../container/containerLabels';
import { ContainerSettings } from '../container/ContainerSettings';
import { explainEngineFailure } from '../container/explainEngineFailure';
import { isProcessAlive } from '../process/processIdentity';
import { findRecordedIdentity } from '../process/recordedIdentity';
import { RecordedProcess, spawnRecorded } from '../process/spawnRecorded';
import { adoptProcess } from './adoptProcess';
import { containerArguments, PORT_INSIDE } from './containerArguments';
import { RunningContainer } from './RunningContainer';
import { RunningService } from './RunningService';
import { serviceEnvironment } from './serviceEnvironment';
import { ServiceIsolation } from './ServiceIsolation';
import { ServiceLog } from './ServiceLog';
import { ContainerSpec } from './supervisorProtocol';

/** How often we look whether a container has come that is being started. */
const LOOK_INTERVAL_MS = 200;

/** Of a container that nobody follows, and nobody is to. */
const NO_FOLLOWER: RecordedProcess = {
  identity: undefined,
  ended: Promise.resolve('ended'),
};

export interface ContainerIsolationOptions {
  spec: ContainerSpec;
  /** Undefined: none is to be started any more. */
  settings: ContainerSettings | undefined;
  dataRoot: string;
  log: ServiceLog;
  /** Where the engine's program that follows the container notes who it is. */
  identityFile: string;
  /** What the service sees, while it runs (0600). */
  environmentFile: string;
  /** Base URL of OTLP/HTTP that containers report to; undefined: there is no way. */
  telemetryEndpoint: () => string | undefined;
}

/** A service in a container of docker or podman. */
export class ContainerIsolation implements ServiceIsolation {
  readonly #options: ContainerIsolationOptions;
  readonly #engine: ContainerEngine;
  readonly #name: string;

  constructor(options: ContainerIsolationOptions) {
    this.#options = options;
    this.#engine = new ContainerEngine(options.spec.container.command);
    this.#name = containerName(options.dataRoot, options.spec);
  }

  async findRunning(): Promise<RunningService | undefined> {
    const follower = await this.#findFollower();
    const found = await this.#findStarted(follower);
    const port = Number(found?.Config.Labels?.[LABELS.port]);
    if (!found?.State.Running || !this.#isOurs(found) || !port) {
      return undefined;
    }
    return this.#toService(port, follower ?? (await this.#attach()));
  }

  async spawn(port: number): Promise<RunningService> {
    const { spec, settings, dataRoot, environmentFile } = this.#options;
    if (!settings) {
      throw new Error('mlModels.local.isolation is process now');
    }
    await this.#removeLast();
    this.#writeEnvironment();
    const args = containerArguments({
      spec,
      settings,
      name: this.#name,
      dataRoot,
      environmentFile,
      port,
    });
    return this.#toService(port, await this.#follow(args));
  }

  /** Also one that has ended: nothing else would remove it soon. */
  async endLeftover(graceMs: number): Promise<void> {
    const follower = (await this.#findFollower()) ?? NO_FOLLOWER;
    // Where it listens is of no interest any more.
    await this.#toService(0, follower).end(graceMs);
  }

  forget(): void {
    const { identityFile, environmentFile } = this.#options;
    rmSync(identityFile, { force: true });
    rmSync(environmentFile, { force: true });
  }

  /** What ended, or is left of a start that was broken off. */
  async #removeLast(): Promise<void> {
    try {
      await this.#engine.remove(this.#name);
    } catch (error) {
      throw explainEngineFailure(error, this.#engine.command);
    }
  }

  #toService(port: number, follower: RecordedProcess): RunningService {
    return new RunningContainer({
      port,
      follower,
      engine: this.#engine,
      name: this.#name,
      log: this.#options.log,
      memory: this.#options.settings?.memory,
      attach: () => this.#attach(),
    });
  }

  /** The program of a supervisor before us may still print into the log. */
  async #findFollower(): Promise<RecordedProcess | undefined> {
    const identity = await findRecordedIdentity(this.#options.identityFile);
    return identity && (await isProcessAlive(identity))
      ? adoptProcess(identity)
      : undefined;
  }

  /** One whose start is under way is waited for: a second one would meet it. */
  async #findStarted(
    follower: RecordedProcess | undefined,
  ): Promise<FoundContainer | undefined> {
    let isFollowed = follower !== undefined;
    void follower?.ended.then(() => {
      isFollowed = false;
    });
    for (;;) {
      const found = await this.#engine
        .findContainer(this.#name)
        .catch(error => {
          // What cannot be asked now cannot start one either, and says so then.
          this.#options.log.note(
            `The container could not be looked for: ${error}`,
          );
          return undefined;
        });
      if (!isFollowed || found?.State.Running) {
        return found;
      }
      await delay(LOOK_INTERVAL_MS);
    }
  }

  #isOurs({ Config: { Labels } }: FoundContainer): boolean {
    const { dataRoot, spec } = this.#options;
    return (
      Labels?.[LABELS.data] === dataRoot &&
      Labels?.[LABELS.version] === `${spec.version}` &&
      Labels?.[LABELS.instance] === spec.instance &&
      Labels?.[LABELS.artifact] === spec.artifactDigest
    );
  }

  #attach(): Promise<RecordedProcess> {
    this.#options.log.note(
      'What it printed last may be missing: nobody was left who followed it',
    );
    return this.#follow([
      'attach',
      '--no-stdin',
      '--sig-proxy=false',
      this.#name,
    ]);
  }

  async #follow(args: string[]): Promise<RecordedProcess> {
    const { log, identityFile } = this.#options;
    const output = log.open();
    try {
      return await spawnRecorded({
        command: this.#engine.command,
        args,
        folder: '/',
        environment: this.#engine.environment,
        output,
        identityFile,
      });
    } finally {
      closeSync(output);
    }
  }

  #writeEnvironment(): void {
    const { spec, environmentFile, telemetryEndpoint } = this.#options;
    const variables = serviceEnvironment(spec, {
      variables: {},
      host: '0.0.0.0',
      port: PORT_INSIDE,
      instanceId: randomUUID(),
      telemetryEndpoint: telemetryEndpoint(),
    });
    // Without the old one: the mode of a file that is there stays as it was.
    rmSync(environmentFile, { force: true });
    writeFileSync(
      environmentFile,
      Object.entries(variables)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
      { mode: 0o600 },
    );
  }
}
