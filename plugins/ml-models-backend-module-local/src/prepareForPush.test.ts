import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { commitFiles } from './__testUtils__/gitClient';
import { temporaryDirectory } from './__testUtils__/temporaryDirectory';
import { BareRepository } from './git/BareRepository';
import { prepareForPush } from './prepareForPush';

const PIPELINE = `
environment: { python: ">=3.10", lock: requirements.lock }
stages: [{ name: test, run: make }]
serve: { run: make }
`;

describe('prepareForPush', () => {
  const folder = temporaryDirectory();

  /** @returns the lock files that environments were built of */
  async function prepare(files: Record<string, string>) {
    const work = join(folder.path, 'work');
    const commit = await commitFiles(work, files);
    const built: string[] = [];
    const logger = mockServices.logger.mock();
    await prepareForPush(new BareRepository(join(work, '.git')), commit, {
      logger,
      environments: {
        prepare: async ({ lockFile }) => {
          built.push(await readFile(lockFile, 'utf8'));
          return { variables: {} };
        },
      },
    });
    return { built, logger };
  }

  it('builds the environment of what was pushed', async () => {
    const { built } = await prepare({
      'pipeline.yaml': PIPELINE,
      'requirements.lock': 'numpy',
    });

    expect(built).toEqual(['numpy']);
  });

  it.each([
    ['pipeline.yaml', 64 * 1024],
    ['requirements.lock', 8 * 1024 * 1024],
  ])('reads nothing of a %s that is too long', async (path, bytesMax) => {
    const files: Record<string, string> = {
      'pipeline.yaml': PIPELINE,
      'requirements.lock': 'numpy',
    };
    files[path] += '#'.repeat(bytesMax);
    const { built, logger } = await prepare(files);

    expect(built).toEqual([]);
    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringContaining('Could not prepare'),
      expect.objectContaining({
        message: expect.stringMatching(`^${path} has .* ${bytesMax} are read`),
      }),
    );
  });
});
