import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirectory } from '../dataDirectory';

/** Longer than anything is unpacked before a service is started from it. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Of one instance, `<version>.<instance>`; what versions share has no dot in its name. */
const OF_INSTANCE = /^\d+\.[A-Za-z0-9-]+$/;

/**
 * Removes what was unpacked for instances that nobody has come to start, or whose
 * supervisor died before it could.
 *
 * @param options.used - folders that services run in
 */
export async function removeAbandoned(
  data: DataDirectory,
  { used, nowMs }: { used: string[]; nowMs: number },
): Promise<void> {
  const names = existsSync(data.versions) ? await readdir(data.versions) : [];
  for (const name of names.filter(one => OF_INSTANCE.test(one))) {
    const folder = join(data.versions, name);
    // Not the time of its content, which is that of the archive.
    const { ctimeMs } = await stat(folder);
    if (!used.includes(folder) && nowMs - ctimeMs > ABANDONED_MS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
