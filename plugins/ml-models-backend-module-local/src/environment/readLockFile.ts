import { basename } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import { hasErrorCode } from '../process/hasErrorCode';
import { readBeginning } from '../readBeginning';

const MEBIBYTE = 1024 * 1024;

/** Seventy times what the template's has, with hashes for every platform. */
export const LOCK_BYTES_MAX = 8 * MEBIBYTE;

export interface LockFile {
  content: string;
  hasHashes: boolean;
}

/**
 * @throws NotFoundError when it is missing; InputError when it is too long, or leads
 *   to other files, whose changes the environment's key would not see
 */
export async function readLockFile(path: string): Promise<LockFile> {
  const content = await readContent(path);
  const lines = content.split('\n');
  const reference = lines.findIndex(line =>
    /^\s*(-r|-c|-e|--requirement|--constraint|--editable)\b/.test(line),
  );
  if (reference >= 0) {
    throw new InputError(
      `${basename(path)} line ${reference + 1} is '${lines[
        reference
      ].trim()}': a lock file must be complete in itself; make one with 'uv pip compile' or 'pip-compile'`,
    );
  }
  return { content, hasHashes: /--hash[=\s]/.test(content) };
}

async function readContent(path: string): Promise<string> {
  const content = await readBytes(path);
  if (content.length > LOCK_BYTES_MAX) {
    throw new InputError(
      `${basename(path)} has more than ${
        LOCK_BYTES_MAX / MEBIBYTE
      } MiB, too many for a lock file: see what environment.lock in pipeline.yaml names`,
    );
  }
  return content.toString();
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readBeginning(path, LOCK_BYTES_MAX);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'EISDIR')) {
      throw new NotFoundError(
        `There is no ${basename(
          path,
        )}, which environment.lock in pipeline.yaml names; commit it, or correct the name`,
      );
    }
    throw error;
  }
}
