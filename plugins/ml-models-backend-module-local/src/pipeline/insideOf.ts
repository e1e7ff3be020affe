import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { hasErrorCode } from '../process/hasErrorCode';

/**
 * @param field - what names the path, for whoever has to correct it
 * @returns the file, there or not
 * @throws InputError for a path that leads out of the checkout, by a link too
 */
export async function insideOf(
  checkout: string,
  path: string,
  field: string,
): Promise<string> {
  const root = await realpath(checkout);
  const file = resolve(root, path);
  const real = await realpath(file).catch(error => {
    if (hasErrorCode(error, 'ENOENT')) {
      return file; // who reads it says what is missing
    }
    throw error;
  });
  const way = relative(root, real);
  if (way.startsWith('..') || isAbsolute(way)) {
    throw new InputError(`${field} is '${path}', outside of the repository`);
  }
  return file;
}
