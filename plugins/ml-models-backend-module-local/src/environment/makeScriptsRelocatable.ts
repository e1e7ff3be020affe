import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Console scripts have some hundred bytes; a program is no script. */
const SCRIPT_BYTES_MAX = 100_000;

/**
 * Points the scripts of an environment at the folder it will be moved to: pip
 * writes the interpreter's absolute path into their first lines.
 */
export async function makeScriptsRelocatable(
  folder: string,
  finalFolder: string,
): Promise<void> {
  const bin = join(folder, 'bin');
  for (const entry of await readdir(bin, { withFileTypes: true })) {
    if (entry.isFile()) {
      const file = join(bin, entry.name);
      const content = await readFile(file);
      if (content.length <= SCRIPT_BYTES_MAX && content.includes(folder)) {
        const text = content.toString('utf8');
        await writeFile(file, text.replaceAll(folder, finalFolder));
      }
    }
  }
}
