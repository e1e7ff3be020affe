import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive, ProcessIdentity } from '../process/processIdentity';
import { groupEnds, signalGroup } from '../process/processGroup';

/** A process that serves, whether we started it or found it. */
export interface RunningService {
  /** Undefined when it ended before we could look. */
  identity: ProcessIdentity | undefined;
  port: number;
  /** Settles when the process has ended, with how: `exited with code 1`. */
  ended: Promise<string>;
}

/** How often we look whether a process that is not our child still runs. */
const WATCH_INTERVAL_MS = 200;

/** Takes over a process that a supervisor before us started. */
export function adoptService(
  identity: ProcessIdentity,
  port: number,
): RunningService {
  return { identity, port, ended: waitForEnd(identity) };
}

async function waitForEnd(identity: ProcessIdentity): Promise<string> {
  while (await isProcessAlive(identity)) {
    await delay(WATCH_INTERVAL_MS);
  }
  // Only a parent is told the exit code.
  return 'ended';
}

/** SIGKILL works at once, unless the process hangs in the kernel. */
const KILL_WAIT_MS = 5_000;

/**
 * Ends a service with all processes of its group: SIGTERM, and SIGKILL for what
 * is left after the grace time.
 */
export async function endService(
  service: RunningService,
  graceMs: number,
): Promise<void> {
  const groupId = service.identity?.pid;
  if (groupId === undefined) {
    return;
  }
  signalGroup(groupId, 'SIGTERM');
  if (!(await groupEnds(groupId, graceMs))) {
    signalGroup(groupId, 'SIGKILL');
    await groupEnds(groupId, KILL_WAIT_MS);
  }
}
