import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { readLockFile } from './readLockFile';

describe('readLockFile', () => {
  const folder = temporaryDirectory();
  let file: string;

  beforeEach(() => {
    file = join(folder.path, 'requirements.lock');
    writeFileSync(file, 'numpy==2.0.0 --hash=sha256:ab\n');
  });

  it('reads what is to be installed', async () => {
    await expect(readLockFile(file)).resolves.toEqual({
      content: 'numpy==2.0.0 --hash=sha256:ab\n',
      hasHashes: true,
    });
  });

  it('reads no more of a file than a lock file may have', async () => {
    truncateSync(file, 2 ** 33);

    await expect(readLockFile(file)).rejects.toThrow(
      /^requirements.lock has more than 8 MiB/,
    );
  });
});
