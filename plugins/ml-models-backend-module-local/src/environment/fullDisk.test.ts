import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { processVariables } from '../__testUtils__/processVariables';
import { mountSmallDisk } from '../__testUtils__/smallDisk';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { writeTinyWheel } from '../__testUtils__/tinyWheel';
import { dataDirectoryAt } from '../dataDirectory';
import { PythonEnvironments } from './PythonEnvironments';

/** Less than the scripts of an empty virtual environment take. */
const DISK_BYTES = 32 * 1024;

const disk = mountSmallDisk(DISK_BYTES);
if (!disk) {
  console.warn('Not tested: a full disk, for which root mounts a small one');
}

(disk ? describe : describe.skip)('an environment on a full disk', () => {
  const folder = temporaryDirectory();
  const setVariables = processVariables();
  afterAll(() => disk?.unmount());

  it('says so, says what to do, and leaves nothing half-built', async () => {
    const lockFile = await writeTinyWheel(folder.path);
    setVariables({ PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder.path });
    const root = join(disk?.path ?? '', 'data');
    const data = dataDirectoryAt(root);
    await expect(
      new PythonEnvironments(data).prepare(
        { lockFile, python: '>=3.8' },
        () => {},
      ),
    ).rejects.toThrow(
      `The disk is full: the environment could not be built in ${data.environments}. Free some space and deploy again.`,
    );
    const left = existsSync(data.environments)
      ? await readdir(data.environments)
      : [];
    expect(left.filter(name => !name.startsWith('.'))).toEqual([]);
  });
});
