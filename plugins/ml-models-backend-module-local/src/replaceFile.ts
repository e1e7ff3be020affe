import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';

/** Gives a file new content: whoever reads it meanwhile sees the old or the new, whole. */
export async function replaceFile(
  file: string,
  content: string,
  options: { mode?: number } = {},
): Promise<void> {
  // A name of its own: another process may be at it too.
  const next = `${file}.${randomUUID()}`;
  try {
    await writeFile(next, content, options);
    await rename(next, file);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}
