import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './__testUtils__/temporaryDirectory';
import { readBeginning } from './readBeginning';

describe('readBeginning', () => {
  const folder = temporaryDirectory();

  it('reads a file as a whole that is no longer than may be', async () => {
    const file = join(folder.path, 'a.txt');
    writeFileSync(file, 'abc');

    expect((await readBeginning(file, 3)).toString()).toBe('abc');
  });

  it('reads one byte more of what is longer, however long it is', async () => {
    const file = join(folder.path, 'a.txt');
    writeFileSync(file, '');
    truncateSync(file, 2 ** 33);

    await expect(readBeginning(file, 3)).resolves.toHaveLength(4);
    // It has no end, and says of itself that it is empty.
    await expect(readBeginning('/dev/zero', 3)).resolves.toHaveLength(4);
  });

  it('says what it could not read', async () => {
    await expect(readBeginning(folder.path, 3)).rejects.toThrow(/EISDIR/);
    await expect(
      readBeginning(join(folder.path, 'a.txt'), 3),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
