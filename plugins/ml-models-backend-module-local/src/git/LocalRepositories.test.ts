import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError } from '@backstage/errors';
import { writeExecutable } from '../__testUtils__/executable';
import { commitFiles, git } from '../__testUtils__/gitClient';
import { processVariables } from '../__testUtils__/processVariables';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { createDataDirectory, dataDirectoryAt } from '../dataDirectory';
import { LocalRepositories } from './LocalRepositories';

describe('LocalRepositories', () => {
  const folder = temporaryDirectory();
  const setVariables = processVariables();
  const name = { owner: 'ops', repo: 'delay' };
  let repositories: LocalRepositories;

  beforeEach(async () => {
    const data = dataDirectoryAt(join(folder.path, 'data'));
    await createDataDirectory(data);
    repositories = new LocalRepositories(data);
  });

  const pushInto = async (directory: string) => {
    const work = join(folder.path, 'work');
    await commitFiles(work, { 'README.md': 'x' }, 'First\n\nand more');
    await git(work, 'push', '--quiet', directory, 'HEAD:main');
  };

  it('takes an empty repository of the same name as new, with the branch now asked for', async () => {
    await repositories.create({ name, defaultBranch: 'main' });
    const again = await repositories.create({ name, defaultBranch: 'trunk' });

    expect(again.created).toBe(false);
    await expect(again.repository.getDefaultBranch()).resolves.toBe('trunk');
  });

  it('refuses a name that is taken, unless by the very same request', async () => {
    const idempotencyKey = 'task-1';
    const { repository } = await repositories.create({
      name,
      defaultBranch: 'main',
      idempotencyKey,
    });
    await pushInto(repository.directory);

    await expect(
      repositories.create({ name, defaultBranch: 'main' }),
    ).rejects.toThrow(
      new ConflictError(
        'The repository ops/delay is taken: it has commits already. Pick another name, or register its catalog-info.yaml in the catalog again',
      ),
    );
    await expect(
      repositories.create({ name, defaultBranch: 'main', idempotencyKey }),
    ).resolves.toMatchObject({ created: false });
  });

  it('makes one repository for two requests at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 4 }, () =>
        repositories.create({ name, defaultBranch: 'main' }),
      ),
    );

    expect(made.filter(({ created }) => created)).toHaveLength(1);
    await expect(repositories.list()).resolves.toEqual([name]);
  });

  it('sets a repository up for one request after the other', async () => {
    const bin = join(folder.path, 'bin');
    const calls = join(folder.path, 'calls');
    await writeExecutable(
      bin,
      'git',
      `echo begins >> ${calls}; PATH='${process.env.PATH}' git "$@"; echo ends >> ${calls}`,
    );
    setVariables({ PATH: `${bin}:${process.env.PATH}` });

    await Promise.all(
      ['main', 'trunk', 'release'].map(defaultBranch =>
        repositories.create({ name, defaultBranch }),
      ),
    );

    await expect(readFile(calls, 'utf8')).resolves.toMatch(
      /^(begins\nends\n){4,}$/,
    );
  });

  it('replaces what it notes of a repository, for another process may be reading', async () => {
    const { repository } = await repositories.create({
      name,
      defaultBranch: 'main',
    });
    const note = join(repository.directory, 'noshelfware-origin.json');
    const before = await stat(note);

    await repositories.create({ name, defaultBranch: 'main' });

    expect((await stat(note)).ino).not.toBe(before.ino);
  });

  it('lists commits newest first, with author, time and subject', async () => {
    const { repository } = await repositories.create({
      name,
      defaultBranch: 'main',
    });
    await pushInto(repository.directory);
    const head = await repository.findCommit();

    await expect(repository.listCommits('main', 5)).resolves.toEqual([
      {
        sha: head,
        message: 'First',
        author: 'Ada',
        authoredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}/),
      },
    ]);
  });

  it('says so when there is no such repository', async () => {
    await expect(repositories.get(name)).rejects.toThrow(
      /There is no repository ops\/delay/,
    );
  });
});
