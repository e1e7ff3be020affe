import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive, ProcessIdentity } from '../process/processIdentity';
import { RecordedProcess } from '../process/spawnRecorded';

/** How often we look whether a process that is not our child still runs. */
const WATCH_INTERVAL_MS = 200;

/** Takes over a process that a supervisor before us started. */
export function adoptProcess(identity: ProcessIdentity): RecordedProcess {
  return { identity, ended: waitForEnd(identity) };
}

async function waitForEnd(identity: ProcessIdentity): Promise<string> {
  while (await isProcessAlive(identity)) {
    await delay(WATCH_INTERVAL_MS);
  }
  // Only a parent is told the exit code.
  return 'ended';
}
