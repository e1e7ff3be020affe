import { readFile } from 'node:fs/promises';
import {
  LockFile,
  lockFileSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { readLockFile } from '../environment/readLockFile';
import { hasErrorCode } from '../process/hasErrorCode';
import { insideOf } from './insideOf';
import { readPipeline } from './readPipeline';

/**
 * @returns what `setup` has installed, by the repository's own lock file; undefined
 *   where it names none, or a stage has taken it away since
 */
export async function findLockFile(
  checkout: string,
): Promise<LockFile | undefined> {
  try {
    const { environment } = await readPipeline(checkout);
    if (!environment) {
      return undefined;
    }
    const path = environment.lock;
    const { content } = await readLockFile(
      await insideOf(checkout, path, 'pipeline.yaml: environment.lock'),
    );
    return lockFileSchema.parse({ path, content });
  } catch {
    // What `setup` could not use has ended the run already, and said so. A version
    // that is built must not be lost for what is merely told of it.
    return undefined;
  }
}

/** @returns what `collectOutput` has kept; undefined where there was none */
export async function readKeptLockFile(
  file: string,
): Promise<LockFile | undefined> {
  try {
    return lockFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}
