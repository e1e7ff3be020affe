import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { removeAbandoned } from './removeAbandoned';

const SHARED = 'a'.repeat(64);
const HOUR_MS = 60 * 60 * 1000;

describe('removeAbandoned', () => {
  const folder = temporaryDirectory();
  let data: DataDirectory;

  beforeEach(() => {
    data = dataDirectoryAt(folder.path);
    ['1.i-1', '2.i-1', SHARED, '.unpacking-x'].forEach(name =>
      mkdirSync(join(data.versions, name), { recursive: true }),
    );
  });

  const remove = (afterMs: number) =>
    removeAbandoned(data, {
      used: [join(data.versions, '1.i-1')],
      nowMs: Date.now() + afterMs,
    });

  it('removes what no service runs in, once nobody can be about to start it', async () => {
    await remove(HOUR_MS + 1_000);
    expect(readdirSync(data.versions).sort()).toEqual([
      '.unpacking-x',
      '1.i-1',
      SHARED,
    ]);
  });

  it('leaves alone what somebody may be about to start', async () => {
    await remove(HOUR_MS - 60_000);
    expect(readdirSync(data.versions)).toContain('2.i-1');
  });

  it('takes it that nothing was ever unpacked', async () => {
    const empty = dataDirectoryAt(join(folder.path, 'empty'));
    await expect(
      removeAbandoned(empty, { used: [], nowMs: 0 }),
    ).resolves.toBeUndefined();
  });
});
