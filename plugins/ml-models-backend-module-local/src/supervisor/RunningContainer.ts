import { setTimeout as delay } from 'node:timers/promises';
import { ContainerEngine, FoundContainer } from '../container/ContainerEngine';
import { signalGroup } from '../process/processGroup';
import { isProcessAlive } from '../process/processIdentity';
import { RecordedProcess } from '../process/spawnRecorded';
import { RunningService } from './RunningService';
import { ServiceLog } from './ServiceLog';
import { within } from './within';

/** How often an engine is asked again that does not answer, as one that restarts. */
const ASK_AGAIN_MS = 1_000;
/** How often it is asked to end a container before that is left to a person. */
const END_ATTEMPTS = 10;
/** A program whose container has ended does so at once. */
const FOLLOWER_WAIT_MS = 2_000;

/** 128 + SIGKILL, as shells count. */
const KILLED = 137;

export interface RunningContainerOptions {
  port: number;
  /** The engine's program that prints what the container prints. */
  follower: RecordedProcess;
  engine: ContainerEngine;
  name: string;
  log: ServiceLog;
  /** Its limit, for whoever reads that it was passed. */
  memory: string | undefined;
  /** Starts another follower. */
  attach: () => Promise<RecordedProcess>;
}

/** A container that was started or found, and the program that follows it. */
export class RunningContainer implements RunningService {
  readonly port: number;
  readonly ended: Promise<string>;
  readonly #options: RunningContainerOptions;
  #follower: RecordedProcess;
  #isEnding = false;

  constructor(options: RunningContainerOptions) {
    this.#options = options;
    this.port = options.port;
    this.#follower = options.follower;
    this.ended = this.#waitForEnd();
  }

  async end(graceMs: number): Promise<void> {
    const { engine, name, log } = this.#options;
    this.#isEnding = true;
    for (let attempt = 1; ; attempt++) {
      try {
        await engine.stop(name, graceMs);
        await engine.remove(name);
        await this.#endFollower();
        // A start that was under way may have come to its end meanwhile.
        await engine.remove(name);
        return;
      } catch (error) {
        if (attempt === END_ATTEMPTS) {
          log.note(
            `Its container could not be ended: ${error}. End it with: ${engine.command} rm --force ${name}`,
          );
          return;
        }
        await delay(ASK_AGAIN_MS);
      }
    }
  }

  async clear(): Promise<void> {
    const { engine, name } = this.#options;
    // The next start removes it as well, and tells of it when it cannot.
    await engine.remove(name).catch(() => undefined);
  }

  /** The program may be killed while the container goes on: then another one follows. */
  async #waitForEnd(): Promise<string> {
    for (let followers = 1; ; followers++) {
      const how = await this.#follower.ended;
      const found = await this.#look();
      if (this.#isEnding || !found?.State.Running) {
        return this.#describeEnd(found, how);
      }
      if (followers > 1) {
        await delay(ASK_AGAIN_MS);
      }
      this.#follower = await this.#options.attach();
    }
  }

  /** While the engine does not answer nobody knows, and the service may well run. */
  async #look(): Promise<FoundContainer | undefined> {
    const { engine, name } = this.#options;
    while (!this.#isEnding) {
      try {
        return await engine.findContainer(name);
      } catch {
        await delay(ASK_AGAIN_MS);
      }
    }
    return undefined;
  }

  #describeEnd(found: FoundContainer | undefined, how: string): string {
    const { memory } = this.#options;
    const limit = `: mlModels.local.container.memory is ${memory}`;
    if (found?.State.OOMKilled) {
      return `was ended for want of memory${limit}`;
    }
    if (found?.State.Status !== 'exited') {
      // Without a container the program itself tells what is wrong.
      return how;
    }
    const { ExitCode: code } = found.State;
    // Not every engine is told who has killed it.
    return code === KILLED
      ? `exited with code ${code}, perhaps for want of memory${limit}`
      : `exited with code ${code}`;
  }

  async #endFollower(): Promise<void> {
    await within(FOLLOWER_WAIT_MS, this.#follower.ended);
    const { identity } = this.#follower;
    if (identity && (await isProcessAlive(identity))) {
      signalGroup(identity.pid, 'SIGKILL');
    }
  }
}
