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
