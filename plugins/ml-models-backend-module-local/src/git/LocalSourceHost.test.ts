import { join } from 'node:path';
import { commitFiles, git } from '../__testUtils__/gitClient';
import { temporaryGitServer } from '../__testUtils__/temporaryGitServer';

describe('LocalSourceHost', () => {
  const getServer = temporaryGitServer();
  const name = { owner: 'ops', repo: 'delay' };

  it('finds a repository by its source location, whatever host and port', async () => {
    const server = getServer();
    const { repository } = await server.repositories.create({
      name,
      defaultBranch: 'main',
    });
    const work = join(server.folder, 'work');
    const sha = await commitFiles(work, { 'README.md': 'x' }, 'First');
    await git(work, 'push', '--quiet', repository.directory, 'HEAD:main');

    await expect(
      server.host.findRepository(
        'url:http://localhost:9999/api/ml-models/git/ops/delay/raw/main/',
        { commits: 10 },
      ),
    ).resolves.toMatchObject({
      cloneUrl: 'http://localhost:7007/api/ml-models/git/ops/delay.git',
      defaultBranch: 'main',
      commits: [{ sha, message: 'First' }],
    });
  });

  describe('of two commits', () => {
    const location = 'http://localhost:7007/api/ml-models/git/ops/delay.git';
    let first: string;
    let second: string;
    let branched: string;

    beforeEach(async () => {
      const { repositories, folder } = getServer();
      const { repository } = await repositories.create({
        name,
        defaultBranch: 'main',
      });
      const work = join(folder, 'work');
      first = await commitFiles(work, { a: '1' }, 'First');
      await commitFiles(work, { a: '2' }, 'Second');
      second = await commitFiles(work, { a: '3' }, 'Third');
      await git(work, 'checkout', '--quiet', '-b', 'other', first);
      branched = await commitFiles(work, { b: '1' }, 'Aside');
      const branches = [`${second}:refs/heads/main`, 'other:other'];
      await git(work, 'push', '-q', repository.directory, ...branches);
    });

    const compare = (from: string, to: string, commits = 10) =>
      getServer().host.compareCommits(location, { from, to, commits });

    it('tells what the second has and the first lacks, newest first', async () => {
      await expect(compare(first, second)).resolves.toMatchObject({
        ahead: 2,
        behind: 0,
        newest: [{ message: 'Third' }, { message: 'Second' }],
      });
    });

    it('counts all of them where it names but some', async () => {
      await expect(compare(first, second, 1)).resolves.toMatchObject({
        ahead: 2,
        newest: [{ message: 'Third' }],
      });
    });

    it('tells an older commit, and one of another branch', async () => {
      await expect(compare(second, first)).resolves.toEqual({
        ahead: 0,
        behind: 2,
        newest: [],
      });
      await expect(compare(second, branched)).resolves.toMatchObject({
        ahead: 1,
        behind: 2,
        newest: [{ message: 'Aside' }],
      });
    });

    it.each(['f'.repeat(40), 'main', '--output=x'])(
      'knows nothing of %s',
      async sha => {
        await expect(compare(sha, second)).resolves.toBeUndefined();
        await expect(compare(first, sha)).resolves.toBeUndefined();
      },
    );

    it('knows nothing of another host', async () => {
      const range = { from: first, to: second, commits: 1 };
      await expect(
        getServer().host.compareCommits('url:https://github.com/o/r', range),
      ).resolves.toBeUndefined();
    });
  });

  it('finds an empty repository without commits, and none of another host', async () => {
    const { repositories, host } = getServer();
    await repositories.create({ name, defaultBranch: 'main' });

    await expect(
      host.findRepository(
        'http://localhost:7007/api/ml-models/git/ops/delay.git',
        { commits: 10 },
      ),
    ).resolves.toMatchObject({ commits: [] });
    await expect(
      host.findRepository('url:https://github.com/ops/delay', { commits: 10 }),
    ).resolves.toBeUndefined();
  });
});
