import { join } from 'node:path';
import { waitFor } from '../portal/waitFor';
import { Backends } from './Backends';
import { Cell } from './cells';
import { STEPS } from './kinds';
import { findHolder, findService } from './processes';

/** A service is on its way when the step that starts it has begun. */
const APPEARS_WITHIN_MS = 10_000;

export interface Prey {
  backends: Backends;
  deploymentId: string;
  route: string;
  /** That answers requests before. */
  liveVersion: number;
  /** That the deployment brings. */
  candidate: number;
}

/**
 * Kills a cell's victim, which does not hear of it.
 *
 * @returns when, by `performance.now()`; undefined: it was gone, having done its work
 */
export async function strike(
  cell: Cell,
  prey: Prey,
): Promise<number | undefined> {
  const { backends, deploymentId } = prey;
  const { dataDir } = backends;
  switch (cell.victim) {
    case 'backend': {
      const killedAt = performance.now();
      await backends.kill();
      return killedAt;
    }
    case 'pipeline':
      return killPid(
        await findHolder(join(dataDir, 'pipeline', deploymentId, 'lock')),
      );
    case 'supervisor':
      return killPid(await findHolder(join(dataDir, 'supervisor/lock')));
    default:
      return killPid(-(await awaitService(cell, prey)));
  }
}

/** The version that is deployed, or the live one before that has been started. */
async function awaitService(cell: Cell, prey: Prey): Promise<number> {
  const { backends, route, liveVersion, candidate } = prey;
  const version = isCandidateStarted(cell) ? candidate : liveVersion;
  return waitFor(
    `the process of version ${version}`,
    () => findService(backends.dataDir, route, version),
    { timeoutMs: APPEARS_WITHIN_MS, pollMs: 3 },
  );
}

/** Whether the version that a cell deploys has, or is just given, a process. */
export function isCandidateStarted({
  kind,
  point,
}: Pick<Cell, 'kind' | 'point'>): boolean {
  const steps: readonly string[] = STEPS[kind];
  return (
    point.at !== 'before' && steps.indexOf(point.step) >= steps.indexOf('start')
  );
}

function killPid(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  const killedAt = performance.now();
  process.kill(pid, 'SIGKILL');
  return killedAt;
}
