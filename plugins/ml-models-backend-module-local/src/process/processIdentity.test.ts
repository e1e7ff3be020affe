import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProcessIdentity, isProcessAlive } from './processIdentity';

describe('processIdentity', () => {
  it('finds this very process alive', async () => {
    const identity = await findProcessIdentity(process.pid);

    expect(identity).toMatchObject({ pid: process.pid });
    await expect(isProcessAlive(identity!)).resolves.toBe(true);
  });

  it('takes a process with the same pid and another start for another one', async () => {
    await expect(
      isProcessAlive({ pid: process.pid, startedAt: 'long ago' }),
    ).resolves.toBe(false);
  });

  it('finds a process that was killed gone', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    const identity = await findProcessIdentity(child.pid!);
    child.kill('SIGKILL');
    await once(child, 'exit');

    await expect(isProcessAlive(identity!)).resolves.toBe(false);
  });
});
