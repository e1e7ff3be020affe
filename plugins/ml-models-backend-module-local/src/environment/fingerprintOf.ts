import { createHash } from 'node:crypto';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Python writes these whenever it pleases. */
const COMPILED = '__pycache__';

/**
 * Of all files of a folder, bytecode aside: whoever adds, removes or edits one changes
 * it. Sizes and times, not contents: an environment has tens of thousands of files and
 * gigabytes, and whoever patches one by hand sets no time back.
 */
export async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of describeFiles(folder, '')) {
    hash.update(line);
  }
  return hash.digest('hex');
}

async function* describeFiles(
  root: string,
  path: string,
): AsyncGenerator<string> {
  const entries = await readdir(join(root, path), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== COMPILED) {
        yield* describeFiles(root, at);
      }
    } else if (entry.isSymbolicLink()) {
      yield `${at}\0${await readlink(join(root, at))}\n`;
    } else {
      const { mtimeMs, size } = await lstat(join(root, at));
      yield `${at}\0${size}\0${mtimeMs}\n`;
    }
  }
}
