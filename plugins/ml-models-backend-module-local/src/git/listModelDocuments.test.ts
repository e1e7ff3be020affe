import { join } from 'node:path';
import * as yaml from 'yaml';
import { commitFiles } from '../__testUtils__/gitClient';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { BareRepository } from './BareRepository';
import { listModelDocuments } from './listModelDocuments';

jest.mock('yaml', () => {
  const actual = jest.requireActual('yaml');
  return { ...actual, parseAllDocuments: jest.fn(actual.parseAllDocuments) };
});

const MODEL = `
kind: MlModel
metadata: { name: Delay }
spec: { owner: Ops, system: flights }
`;

describe('listModelDocuments', () => {
  const folder = temporaryDirectory();

  beforeEach(() => jest.mocked(yaml.parseAllDocuments).mockClear());

  async function list(files: Record<string, string>) {
    const work = join(folder.path, 'work');
    const commit = await commitFiles(work, files);
    return listModelDocuments(new BareRepository(join(work, '.git')), commit);
  }

  it('finds the models among other kinds, and whose they are', async () => {
    await expect(
      list({ 'catalog-info.yaml': `kind: API\n---${MODEL}` }),
    ).resolves.toEqual({
      models: [
        {
          modelRef: 'mlmodel:default/delay',
          ownerRef: 'group:default/ops',
          systemRef: 'system:default/flights',
        },
      ],
    });
  });

  it('finds none where there is no such file', async () => {
    await expect(list({ 'README.md': MODEL })).resolves.toEqual({ models: [] });
  });

  it('does not parse what is too long, and says so', async () => {
    await expect(
      list({ 'catalog-info.yaml': MODEL + '#'.repeat(64 * 1024) }),
    ).resolves.toEqual({
      models: [],
      problem: expect.stringMatching(/^has more than 64 KiB/),
    });
    expect(yaml.parseAllDocuments).not.toHaveBeenCalled();
  });

  it('does not compare every key of a map with every other', async () => {
    const keys = Array.from({ length: 9000 }, (_, i) => `k${i}`).join(',');
    await expect(list({ 'catalog-info.yaml': `{${keys}}` })).resolves.toEqual({
      models: [],
      problem: expect.stringMatching(/^has a map of more than 1000 keys/),
    });
    for (const [, options] of jest.mocked(yaml.parseAllDocuments).mock.calls) {
      expect(options).toMatchObject({ uniqueKeys: false });
    }
  });

  it('does not write out keys that are no text, and says so', async () => {
    await expect(
      list({ 'catalog-info.yaml': `${MODEL}---\n${'? '.repeat(300)}a` }),
    ).resolves.toEqual({
      models: [],
      problem: expect.stringMatching(
        /^has a key that is a list.* at line 6, column 3$/,
      ),
    });
  });

  it('finds none in lists that nest too deep for the parser', async () => {
    await expect(
      list({ 'catalog-info.yaml': '['.repeat(60_000) }),
    ).resolves.toEqual({ models: [] });
  });
});
