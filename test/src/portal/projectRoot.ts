import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The workspace's root: the nearest folder upwards that has the lock file. */
export const PROJECT_ROOT = findRoot(process.cwd());

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'yarn.lock'))) {
    return folder;
  }
  if (dirname(folder) === folder) {
    throw new Error('Run this inside the workspace');
  }
  return findRoot(dirname(folder));
}
