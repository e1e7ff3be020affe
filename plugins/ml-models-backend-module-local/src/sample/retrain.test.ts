import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExecutable } from '../__testUtils__/executable';
import { processVariables } from '../__testUtils__/processVariables';
import { retrain } from './retrain';

const TRAINING = `# kept
train:
  from: 2013-01-01
  until: 2013-03-01 # exclusive
validation:
  days: 14
`;

describe('retrain', () => {
  const setVariables = processVariables();
  let folder: string;
  let cloneUrl: string;
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'noshelfware-retrain-'));
    cloneUrl = join(folder, 'origin.git');
    const work = join(folder, 'work');
    git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', cloneUrl);
    git(folder, 'clone', '--quiet', cloneUrl, work);
    writeFileSync(join(work, 'training.yaml'), TRAINING);
    git(work, 'add', '.');
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@localhost'];
    git(work, ...author, 'commit', '--quiet', '-m', 'Start');
    git(work, 'push', '--quiet', 'origin', 'HEAD:main');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const window = { from: '2013-01-01', until: '2013-09-01' };

  it('pushes a commit that moves the window and keeps the rest', async () => {
    const commit = await retrain({ cloneUrl, token: 'secret', window });

    expect(git(cloneUrl, 'rev-parse', 'main')).toBe(commit);
    expect(git(cloneUrl, 'show', 'main:training.yaml')).toBe(
      TRAINING.replace('2013-03-01', '2013-09-01').trim(),
    );
  });

  it("shows git no secret of the backend's", async () => {
    setVariables({ BACKEND_SECRET: 'hush' });
    const seen = join(folder, 'seen');
    // Of a repository on this disk hooks run as a part of the push.
    await writeExecutable(
      join(cloneUrl, 'hooks'),
      'post-receive',
      `env > ${seen}`,
    );
    await retrain({ cloneUrl, token: 'secret', window });

    const environment = readFileSync(seen, 'utf8');
    expect(environment).toMatch(/^GIT_TERMINAL_PROMPT=0$/m);
    expect(environment).not.toMatch(/hush/);
  });

  it('changes nothing in what is too long to be parsed', async () => {
    const work = join(folder, 'work');
    writeFileSync(join(work, 'training.yaml'), '#'.repeat(64 * 1024 + 1));
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@localhost'];
    git(work, ...author, 'commit', '--quiet', '-a', '-m', 'Grow');
    git(work, 'push', '--quiet', 'origin', 'HEAD:main');

    await expect(
      retrain({ cloneUrl, token: 'secret', window }),
    ).rejects.toThrow(/^training.yaml has more than 64 KiB/);
  });

  it('finds its own commit when it is entered again', async () => {
    const first = await retrain({ cloneUrl, token: 'secret', window });

    expect(await retrain({ cloneUrl, token: 'secret', window })).toBe(first);
  });
});
