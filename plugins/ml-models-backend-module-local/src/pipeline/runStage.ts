import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { groupEnds, signalGroup } from '../process/processGroup';
import { RECORD_IDENTITY_SCRIPT } from '../process/recordedIdentity';

export interface RunStageOptions {
  command: string;
  folder: string;
  environment: Record<string, string>;
  logFile: string;
  /** Where the process notes who it is, for a successor of this runner. */
  identityFile: string;
  /** Ends the stage. */
  signal: AbortSignal;
}

/** How a stage ended. */
export interface StageEnd {
  /** Absent when a signal ended it, or when it could not start. */
  exitCode?: number;
  /** Name of the signal, or why it could not start. */
  reason?: string;
}

/** A training loop may want to write a checkpoint; nothing needs longer. */
const GRACE_MS = 5_000;

/**
 * Runs a shell command in a process group of its own until all of it has
 * ended. It writes straight into the log, so that no line is lost when the
 * runner is killed.
 */
export async function runStage(options: RunStageOptions): Promise<StageEnd> {
  const { command, folder, environment, logFile, identityFile } = options;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      `${RECORD_IDENTITY_SCRIPT}; exec /bin/sh -c "$2"`,
      'stage',
      identityFile,
      command,
    ],
    {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  const ended = new Promise<StageEnd>(resolve => {
    child.once('error', error => resolve({ reason: error.message }));
    child.once('exit', (code, signal) =>
      resolve(code === null ? { reason: `${signal}` } : { exitCode: code }),
    );
  });
  const { pid } = child;
  if (pid === undefined) {
    return ended;
  }
  const stop = () => void endGroup(pid);
  options.signal.addEventListener('abort', stop, { once: true });
  if (options.signal.aborted) {
    stop();
  }
  const end = await ended;
  options.signal.removeEventListener('abort', stop);
  // What a stage started in the background does not outlive it.
  await endGroup(pid);
  return end;
}

/** Asks a process group to end, then makes it. */
export async function endGroup(groupId: number): Promise<void> {
  signalGroup(groupId, 'SIGTERM');
  if (!(await groupEnds(groupId, GRACE_MS))) {
    signalGroup(groupId, 'SIGKILL');
    await groupEnds(groupId, GRACE_MS);
  }
}
