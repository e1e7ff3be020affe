import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRANSFORM } from './paths.mjs';

const fileIn = dataDir => join(dataDir, 'portal.json');

/** Notes which portal writes to a data directory. */
export function noteRunningPortal(dataDir, { pid, url }) {
  writeFileSync(fileIn(dataDir), JSON.stringify({ pid, url }));
}

export function forgetRunningPortal(dataDir) {
  rmSync(fileIn(dataDir), { force: true });
}

/**
 * One portal to a data directory: two would write to the same SQLite files.
 *
 * @throws Error when another one runs, or is starting; one that was killed is no other
 */
export function assertNoRunningPortal(dataDir) {
  const noted = findNotedPortal(dataDir);
  if (noted && isPortal(noted.pid)) {
    throw new Error(
      `The portal of ${dataDir} is running already: ${noted.url} (process ${noted.pid}). Use that one, or stop it with Ctrl-C in its terminal.`,
    );
  }
}

/** @returns { pid, url } of the portal that was started last, if it was not stopped */
export function findNotedPortal(dataDir) {
  return existsSync(fileIn(dataDir))
    ? JSON.parse(readFileSync(fileIn(dataDir), 'utf8'))
    : undefined;
}

/** The number of a portal that was killed may have gone to another process since. */
function isPortal(pid) {
  try {
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], {
      encoding: 'utf8',
    }).includes(TRANSFORM);
  } catch {
    return false; // ps fails when there is no such process
  }
}
