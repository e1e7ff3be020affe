import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of its own for each test. They are removed after the last test of the
 * file: by then all that wrote into them has been stopped, in whatever order.
 */
export function temporaryDirectory(): { path: string } {
  const folder = { path: '' };
  const paths: string[] = [];
  beforeEach(async () => {
    // The real path: on macOS the temporary folder is behind a symbolic link.
    folder.path = await realpath(await mkdtemp(join(tmpdir(), 'local-')));
    paths.push(folder.path);
  });
  afterAll(async () => {
    for (const path of paths) {
      // A child that was just killed may still be closing its last file.
      await rm(path, { recursive: true, force: true, maxRetries: 10 });
    }
  });
  return folder;
}
