import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { commitFiles, git } from '../__testUtils__/gitClient';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { createDataDirectory, dataDirectoryAt } from '../dataDirectory';
import { localGitReaderFactory } from './localGitReaderFactory';
import { LocalRepositories } from './LocalRepositories';

const ROOT = 'http://localhost:7007/api/ml-models/git/ops/delay/raw/main/';

describe('LocalGitUrlReader', () => {
  const folder = temporaryDirectory();
  let reader: UrlReaderService;

  beforeEach(async () => {
    const data = dataDirectoryAt(join(folder.path, 'data'));
    await createDataDirectory(data);
    const { repository } = await new LocalRepositories(data).create({
      name: { owner: 'ops', repo: 'delay' },
      defaultBranch: 'main',
    });
    const work = join(folder.path, 'work');
    await commitFiles(work, { 'a.txt': 'a', 'docs/b.txt': 'b' });
    await git(work, 'push', '--quiet', repository.directory, 'HEAD:main');
    reader = UrlReaders.default({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig({
        data: {
          backend: {
            baseUrl: 'http://localhost:7007',
            workingDirectory: folder.path,
          },
          mlModels: { local: { dataDir: data.root } },
        },
      }),
      factories: [localGitReaderFactory],
    });
  });

  it('reads a file, and says when it has not changed', async () => {
    const response = await reader.readUrl(`${ROOT}docs/b.txt`);

    expect((await response.buffer()).toString()).toBe('b');
    await expect(
      reader.readUrl(`${ROOT}docs/b.txt`, { etag: response.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
  });

  it('says what is missing', async () => {
    await expect(reader.readUrl(`${ROOT}nothing.txt`)).rejects.toThrow(
      /There is no file at http.*nothing.txt/,
    );
    await expect(
      reader.readUrl(ROOT.replace('/main/', '/gone/a.txt')),
    ).rejects.toThrow(/There is no branch 'gone'/);
    await expect(reader.search(`${ROOT}nothing.txt`)).resolves.toMatchObject({
      files: [],
    });
  });

  it('reads a tree, and a part of it', async () => {
    const whole = await reader.readTree(ROOT);
    const files = await whole.files();
    expect(files.map(file => file.path).sort()).toEqual([
      'a.txt',
      'docs/b.txt',
    ]);

    const part = await reader.readTree(`${ROOT}docs`);
    const unpacked = await part.dir({ targetDir: join(folder.path, 'work') });
    await expect(readFile(join(unpacked, 'b.txt'), 'utf8')).resolves.toBe('b');
  });

  it('leaves other hosts to other readers', async () => {
    await expect(
      reader.readUrl(
        'https://evil.example.com/api/ml-models/git/ops/delay/raw/main/a.txt',
      ),
    ).rejects.toThrow(/not allowed/);
  });
});
