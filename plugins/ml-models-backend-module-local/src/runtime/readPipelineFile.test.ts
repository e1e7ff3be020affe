import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { lockFileIn, readPipelineFile } from './readPipelineFile';

describe('readPipelineFile', () => {
  const folder = temporaryDirectory();
  const write = (text: string) =>
    writeFileSync(join(folder.path, 'pipeline.yaml'), text);

  it('reads how to serve', async () => {
    write('stages: [{ name: test, run: make }]\nserve: { run: node s.js }');
    expect(await readPipelineFile(folder.path)).toMatchObject({
      serve: { run: 'node s.js' },
    });
  });

  it('names the field that is wrong', async () => {
    write('stages: [{ name: test, run: make }]\nserve: {}');
    await expect(readPipelineFile(folder.path)).rejects.toThrow(/serve\.run/);
  });

  it('says where it went wrong in a file that is no YAML', async () => {
    write('serve: [');
    await expect(readPipelineFile(folder.path)).rejects.toThrow(
      /^pipeline\.yaml of the artifact is not YAML: .* at line 1/,
    );
  });

  it('reads no more of a file than may be in it', async () => {
    write('');
    truncateSync(join(folder.path, 'pipeline.yaml'), 2 ** 33);
    await expect(readPipelineFile(folder.path)).rejects.toThrow(
      /^pipeline\.yaml of the artifact has more than 64 KiB/,
    );
  });

  it('says what to do when the artifact has none', async () => {
    await expect(readPipelineFile(folder.path)).rejects.toThrow(
      /its step package has to put it in/,
    );
  });

  it.each(['/etc/passwd', '../lock.txt', 'a/../../lock.txt'])(
    'refuses the lock file %s',
    lock => {
      expect(() => lockFileIn('/versions/a', lock)).toThrow(
        /within the repository/,
      );
    },
  );

  it('finds a lock file in a folder', () => {
    expect(lockFileIn('/versions/a', 'env/..lock.txt')).toBe(
      '/versions/a/env/..lock.txt',
    );
  });
});
