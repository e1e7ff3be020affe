import { readdir, readFile, readlink } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';

const turnSchema = z.object({
  pid: z.number(),
  released: z.boolean().default(false),
});

/** @returns who holds a lock of ours: the folder's highest number, see `ProcessLock` */
export async function findHolder(folder: string): Promise<number | undefined> {
  const names = await readdir(folder).catch(() => []);
  const turns = names.filter(name => /^\d+$/.test(name)).map(Number);
  if (turns.length === 0) return undefined;
  const file = join(folder, `${Math.max(...turns)}`);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined; // passed by a later turn
  const { pid, released } = turnSchema.parse(JSON.parse(text));
  return !released && isAlive(pid) ? pid : undefined;
}

/** @returns the leader of a service's group, by the file where it notes itself */
export async function findService(
  dataDir: string,
  route: string,
  version: number,
): Promise<number | undefined> {
  const file = join(dataDir, 'services', route, `${version}.pid`);
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // that is the answer
  }
}

export interface FoundProcess {
  pid: string;
  group: string;
  /** Below the data directory. */
  folder: string;
  /** OpenTelemetry's, of a service; empty for others. */
  resource: Record<string, string>;
}

/**
 * Finds by the system's own list what works below a data directory, be it noted
 * anywhere or not. Linux only: elsewhere it finds nothing.
 */
export async function listProcesses(dataDir: string): Promise<FoundProcess[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(pid => lookAt(pid, dataDir)));
  return found.filter(each => each !== undefined);
}

async function lookAt(
  pid: string,
  dataDir: string,
): Promise<FoundProcess | undefined> {
  try {
    const folder = await readlink(`/proc/${pid}/cwd`);
    if (!folder.startsWith(`${dataDir}${sep}`)) return undefined;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // proc(5): after the name in brackets come state, parent and group.
    const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    const [, pairs = ''] =
      /(?:^|\0)OTEL_RESOURCE_ATTRIBUTES=([^\0]*)/.exec(environment) ?? [];
    return {
      pid,
      group,
      folder: folder.slice(dataDir.length + 1),
      resource: Object.fromEntries(
        pairs
          .split(',')
          .filter(Boolean)
          .map(pair => pair.split('=').map(decodeURIComponent)),
      ),
    };
  } catch {
    return undefined; // it ended while we looked, or is somebody else's
  }
}
