import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
 * @param isReady - tells whether a portal answers at a URL
 * @throws Error when another one is up; one that was killed is no other
 */
export async function assertNoRunningPortal(dataDir, isReady) {
  const noted = findNotedPortal(dataDir);
  // The number may have gone to another process since: the portal has to answer.
  if (noted && isAlive(noted.pid) && (await isReady(noted.url))) {
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

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // There is none, or it is somebody else's, and so no portal of ours.
    return false;
  }
}
