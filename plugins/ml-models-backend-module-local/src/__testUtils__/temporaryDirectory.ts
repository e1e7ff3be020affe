import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for each test of the file; removed after it. */
export function temporaryDirectory(): { path: string } {
  const folder = { path: '' };
  beforeEach(async () => {
    // The real path: on macOS the temporary folder is behind a symbolic link.
    folder.path = await realpath(await mkdtemp(join(tmpdir(), 'local-')));
  });
  afterEach(async () => {
    // A child that was just killed may still be closing its last file.
    await rm(folder.path, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
}
