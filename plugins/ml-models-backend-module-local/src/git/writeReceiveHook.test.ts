import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { git } from '../__testUtils__/gitClient';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { writeReceiveHook } from './writeReceiveHook';

const NEW = 'b'.repeat(40);
const NONE = '0'.repeat(40);

describe('writeReceiveHook', () => {
  const folder = temporaryDirectory();

  /** @returns its exit code and what it printed; nobody is at descriptor 3 */
  async function run(updates: string): Promise<[number, string]> {
    await git(folder.path, 'init', '--quiet', '--initial-branch=main');
    await writeReceiveHook(folder.path);
    const hook = spawn(join(folder.path, 'pre-receive'), {
      cwd: folder.path,
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    });
    const [, , , link] = hook.stdio;
    link?.destroy();
    hook.stdin?.end(updates);
    const printed = hook.stderr ? text(hook.stderr) : '';
    const [code] = await once(hook, 'exit');
    return [code, await printed];
  }

  it('lets a push go on that the portal cannot be asked about', async () => {
    await expect(run(`${NONE} ${NEW} refs/heads/main\n`)).resolves.toEqual([
      0,
      'The portal did not answer: catalog-info.yaml is not checked.\n',
    ]);
  });

  it.each([
    `${NONE} ${NEW} refs/heads/feature\n`,
    `${NONE} ${NEW} refs/tags/main\n`,
    `${NEW} ${NONE} refs/heads/main\n`,
  ])('does not ask about %j', async updates => {
    await expect(run(updates)).resolves.toEqual([0, '']);
  });
});
