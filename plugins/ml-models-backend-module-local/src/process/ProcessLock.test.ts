import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { findProcessIdentity } from './processIdentity';
import { ProcessLock } from './ProcessLock';

describe('ProcessLock', () => {
  const folder = temporaryDirectory();

  it('has one holder, however many ask at once, and another after it', async () => {
    const lock = join(folder.path, 'lock');
    for (let round = 0; round < 5; round++) {
      const locks = await Promise.all(
        Array.from({ length: 10 }, () => ProcessLock.tryAcquire(lock)),
      );
      const held = locks.filter(candidate => candidate !== undefined);
      expect(held).toHaveLength(1);
      await expect(ProcessLock.findHolder(lock)).resolves.toMatchObject({
        pid: process.pid,
      });
      await held[0].release();
      await expect(ProcessLock.findHolder(lock)).resolves.toBeUndefined();
    }
  });

  it('passes over a holder that was killed, to one of many that ask', async () => {
    const lock = join(folder.path, 'lock');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    const dead = await findProcessIdentity(child.pid!);
    await mkdir(lock);
    await writeFile(join(lock, '7'), JSON.stringify(dead));
    await expect(ProcessLock.tryAcquire(lock)).resolves.toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');

    const locks = await Promise.all(
      Array.from({ length: 10 }, () => ProcessLock.tryAcquire(lock)),
    );
    expect(locks.filter(Boolean)).toHaveLength(1);
  });

  it.each(['', '{"pid":', '{}'])(
    'passes over a turn that a power cut left as %j',
    async content => {
      const lock = join(folder.path, 'lock');
      await mkdir(lock);
      await writeFile(join(lock, '7'), content);
      await expect(ProcessLock.findHolder(lock)).resolves.toBeUndefined();
      await expect(ProcessLock.tryAcquire(lock)).resolves.toBeDefined();
    },
  );

  it('has no holder before anybody asked', async () => {
    await expect(
      ProcessLock.findHolder(join(folder.path, 'lock')),
    ).resolves.toBeUndefined();
  });
});
