import { join } from 'node:path';
import { commitFiles } from '../__testUtils__/gitClient';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { BareRepository } from './BareRepository';

describe('BareRepository', () => {
  const folder = temporaryDirectory();
  let repository: BareRepository;
  let commit: string;

  beforeEach(async () => {
    const work = join(folder.path, 'work');
    commit = await commitFiles(work, { 'docs/a.txt': 'abc' });
    repository = new BareRepository(join(work, '.git'));
  });

  it('reads a file of a commit, and none that is not there', async () => {
    const content = await repository.readFile(commit, 'docs/a.txt', 3);

    expect(content?.toString()).toBe('abc');
    await expect(
      repository.readFile(commit, 'docs', 3),
    ).resolves.toBeUndefined();
  });

  it('reads nothing of a file that is larger than may be, and says how to have it', async () => {
    await expect(
      repository.readFile(commit, 'docs/a.txt', 2),
    ).rejects.toMatchObject({
      name: 'InputError',
      message:
        'docs/a.txt has 3 bytes, and 2 are read here at most; clone the repository to have it',
    });
  });

  it('knows without reading it that git would not give a file in one piece', async () => {
    const [path, id] = ['a.bin', 'b'.repeat(40)];

    await expect(
      repository.readContent({ path, id, sizeBytes: 2 ** 26 + 1 }),
    ).rejects.toThrow(/^a.bin has 67108865 bytes, and 67108864 are read here/);
  });
});
