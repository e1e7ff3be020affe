import { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { DataDirectory } from '../dataDirectory';
import { childEnvironment } from '../process/childEnvironment';
import { ProcessLock } from '../process/ProcessLock';
import { startDetachedNode } from '../process/startDetachedNode';
import { endUnfinished } from './endUnfinished';
import { RunFolder } from './RunFolder';
import { isFinalRun } from './RunRecord';
import { RUNNER_ENTRY_FILE } from './runFromCommandLine';

export interface RunnerProcessesOptions {
  data: DataDirectory;
  logger: LoggerService;
  /** Interpreter from the configuration. */
  python?: string;
}

/** A runner that died is started once again; what kills it twice kills it always. */
const STARTS_MAX = 2;

/** Ends what a stage needs five seconds for, and then some. */
const STOP_TIMEOUT_MS = 12_000;

/**
 * Starts a process for each run and sees whether it lives. The processes are
 * detached: they go on while the portal is away, and lock their run's folder,
 * so that whoever comes next finds them.
 */
export class RunnerProcesses {
  private readonly started = new Map<string, ChildProcess>();
  /** Also those whose runner an earlier portal has started. */
  private readonly seen = new Set<string>();
  private readonly ensuring = new Map<string, Promise<void>>();
  private isStopping = false;

  constructor(private readonly options: RunnerProcessesOptions) {}

  /** Sees to it that a runner works on an unfinished run. */
  ensure(folder: RunFolder): Promise<void> {
    const { runId } = folder;
    // Two looks at one run at once would start two runners.
    const ensured =
      this.ensuring.get(runId) ??
      this.ensureNow(folder).finally(() => this.ensuring.delete(runId));
    this.ensuring.set(runId, ensured);
    return ensured;
  }

  /** Ends a run, whoever works on it. */
  async cancel(folder: RunFolder): Promise<void> {
    await folder.markCancelled();
    if (await this.signal(folder)) {
      return; // its runner ends it
    }
    if (!this.isStarting(folder)) {
      await endUnfinished(folder, {
        state: 'cancelled',
        message: 'The deployment was cancelled',
      });
    }
  }

  /** Asks all runners to stop; their runs are gone on with after the next start. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const folders = [...this.seen].map(path => new RunFolder(path));
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    for (const folder of folders) {
      await this.signal(folder);
    }
    for (const folder of folders) {
      while (
        (await ProcessLock.findHolder(folder.lock)) &&
        Date.now() < deadline
      ) {
        await delay(20);
      }
    }
  }

  private async ensureNow(folder: RunFolder): Promise<void> {
    this.seen.add(folder.path);
    const isAtWork =
      this.isStarting(folder) || (await ProcessLock.findHolder(folder.lock));
    if (this.isStopping || isAtWork || isFinalRun(await folder.readRecord())) {
      return;
    }
    if ((await folder.countStart()) > STARTS_MAX) {
      await endUnfinished(folder, {
        state: 'failed',
        message:
          'The process that ran the pipeline died twice. Look into the log of the step and of the portal, then deploy again.',
      });
    } else {
      this.start(folder);
    }
  }

  private start(folder: RunFolder): void {
    const { data, logger, python = '' } = this.options;
    const child = startDetachedNode({
      file: RUNNER_ENTRY_FILE,
      args: [data.root, folder.runId, python],
      logFile: folder.runnerLog,
      environment: childEnvironment({
        network: true,
        packageIndex: true,
        // Compiling our own sources anew takes a third of a runner's start.
        variables: { NODE_COMPILE_CACHE: join(data.root, 'tools', 'node') },
      }),
      cwd: folder.path,
    });
    this.started.set(folder.path, child);
    child.once('error', error =>
      logger.error(`Could not start the pipeline run ${folder.runId}`, error),
    );
    child.once('exit', (code, signal) => {
      this.started.delete(folder.path);
      if (code !== 0) {
        logger.warn(
          `The runner of pipeline run ${folder.runId} ended with ${
            signal ?? code
          }; see ${folder.runnerLog}`,
        );
      }
    });
  }

  private isStarting(folder: RunFolder): boolean {
    const child = this.started.get(folder.path);
    return child?.exitCode === null && child.signalCode === null;
  }

  /** @returns whether there is a runner that will hear it */
  private async signal(folder: RunFolder): Promise<boolean> {
    const holder = await ProcessLock.findHolder(folder.lock);
    if (!holder || holder.pid === process.pid) {
      return false;
    }
    try {
      process.kill(holder.pid, 'SIGTERM');
      return true;
    } catch {
      return false; // it ended while we looked
    }
  }
}
