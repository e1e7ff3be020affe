import { randomUUID } from 'node:crypto';
import { closeSync, rmSync } from 'node:fs';
import { groupEnds, signalGroup } from '../process/processGroup';
import { isProcessAlive } from '../process/processIdentity';
import { findRecordedIdentity } from '../process/recordedIdentity';
import { RecordedProcess, spawnRecorded } from '../process/spawnRecorded';
import { adoptProcess } from './adoptProcess';
import { RunningService } from './RunningService';
import { serviceEnvironment } from './serviceEnvironment';
import { ServiceIsolation } from './ServiceIsolation';
import { ServiceLog } from './ServiceLog';
import { ProcessSpec } from './supervisorProtocol';

/** SIGKILL works at once, unless the process hangs in the kernel. */
const KILL_WAIT_MS = 5_000;

export interface ProcessIsolationOptions {
  spec: ProcessSpec;
  log: ServiceLog;
  /** Where the process notes its pid and start time. */
  identityFile: string;
  /** Base URL of OTLP/HTTP that services report to. */
  telemetryEndpoint: () => string;
}

/** A service as a process group of this machine: keeps nothing apart but signals. */
export class ProcessIsolation implements ServiceIsolation {
  constructor(private readonly options: ProcessIsolationOptions) {}

  async findRunning(
    port: number | undefined,
  ): Promise<RunningService | undefined> {
    const found = await this.#findRecorded();
    return found && port !== undefined ? toService(found, port) : undefined;
  }

  async endLeftover(graceMs: number): Promise<void> {
    const found = await this.#findRecorded();
    if (found) {
      // Where it listens is of no interest any more.
      await toService(found, 0).end(graceMs);
    }
  }

  async spawn(port: number): Promise<RunningService> {
    const { spec, log, identityFile, telemetryEndpoint } = this.options;
    const output = log.open();
    try {
      const started = await spawnRecorded({
        command: '/bin/sh',
        args: ['-c', spec.command],
        folder: spec.folder,
        environment: serviceEnvironment(spec, {
          variables: spec.variables,
          host: '127.0.0.1',
          port,
          instanceId: randomUUID(),
          telemetryEndpoint: telemetryEndpoint(),
        }),
        output,
        identityFile,
      });
      return toService(started, port);
    } finally {
      closeSync(output);
    }
  }

  forget(): void {
    rmSync(this.options.identityFile, { force: true });
  }

  async #findRecorded(): Promise<RecordedProcess | undefined> {
    const identity = await findRecordedIdentity(this.options.identityFile);
    return identity && (await isProcessAlive(identity))
      ? adoptProcess(identity)
      : undefined;
  }
}

function toService(
  { identity, ended }: RecordedProcess,
  port: number,
): RunningService {
  const groupId = identity?.pid;
  return {
    port,
    ended,
    async end(graceMs) {
      if (groupId === undefined) {
        return;
      }
      signalGroup(groupId, 'SIGTERM');
      if (!(await groupEnds(groupId, graceMs))) {
        signalGroup(groupId, 'SIGKILL');
        await groupEnds(groupId, KILL_WAIT_MS);
      }
    },
    async clear() {
      // Workers that outlived their leader would hold on to files and memory.
      if (groupId !== undefined) {
        signalGroup(groupId, 'SIGKILL');
      }
    },
  };
}
