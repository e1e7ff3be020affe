import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirectory } from '../dataDirectory';
import { hasErrorCode } from '../process/hasErrorCode';
import { isTorn } from './storeArtifact';

/** Longer than a pipeline or a sender pauses between two pieces of an archive. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Removes what processes that were killed while they stored an artifact have left. */
export async function removeTornArtifacts(
  data: DataDirectory,
  nowMs: number,
): Promise<void> {
  for (const name of (await readdir(data.artifacts)).filter(isTorn)) {
    const file = join(data.artifacts, name);
    const writtenMs = await findWrittenMs(file);
    if (writtenMs !== undefined && nowMs - writtenMs > ABANDONED_MS) {
      await rm(file, { force: true });
    }
  }
}

/** @returns undefined for a file that has got its name or is gone meanwhile */
async function findWrittenMs(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}
