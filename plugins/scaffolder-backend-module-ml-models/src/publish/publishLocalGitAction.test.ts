import { symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  CreateGitRepository,
  CreatedGitRepository,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModel } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { stringify } from 'yaml';
import { createPublishLocalGitAction } from './publishLocalGitAction';

const repository: CreatedGitRepository = {
  cloneUrl: 'http://localhost:7007/api/ml-models/git/ds/churn.git',
  rawUrl: 'http://localhost:7007/api/ml-models/git/ds/churn/raw/main/',
  pushToken: 'one-time',
  created: false,
  headCommit: 'b'.repeat(40),
};

const workspace = createMockDirectory();
const asked: CreateGitRepository[] = [];

async function run(
  answer: CreatedGitRepository,
  {
    isDryRun = false,
    sourcePath,
  }: { isDryRun?: boolean; sourcePath?: string } = {},
) {
  const outputs: Record<string, unknown> = {};
  const action = createPublishLocalGitAction({
    createRepository: async request => {
      asked.push(request);
      return answer;
    },
  });
  await action.handler({
    ...createMockActionContext(),
    workspacePath: workspace.path,
    input: { owner: 'ds', name: 'churn', sourcePath },
    task: { id: 'task-7' },
    isDryRun,
    output: (name, value) => {
      outputs[name] = value;
    },
  });
  return outputs;
}

// Pushing for real is tested end to end, where the portal hosts the repository.
describe('publish:local-git', () => {
  beforeEach(() => {
    workspace.clear();
    asked.length = 0;
  });

  it('finds what a resumed task had already pushed', async () => {
    workspace.setContent({ 'catalog-info.yaml': stringify(aModel()) });
    const outputs = await run(repository);

    expect(asked).toEqual([
      expect.objectContaining({
        owner: 'ds',
        name: 'churn',
        defaultBranch: 'main',
        idempotencyKey: expect.stringContaining('task-7'),
      }),
    ]);
    expect(outputs).toEqual({
      remoteUrl: repository.cloneUrl,
      repoContentsUrl: repository.rawUrl,
      catalogInfoUrl: `${repository.rawUrl}catalog-info.yaml`,
      commitHash: repository.headCommit,
    });
  });

  it('makes no repository in a dry run', async () => {
    const outputs = await run(repository, { isDryRun: true });

    expect(asked).toEqual([]);
    expect(outputs).toHaveProperty('catalogInfoUrl');
  });

  it.each([
    ['as a push does', false],
    ['in a dry run too', true],
  ])(
    'says all that is wrong with catalog-info.yaml, %s, and publishes nothing',
    async (_, isDryRun) => {
      const logging = { redact: [{ path: 'name', how: 'drop' }] };
      workspace.setContent({
        'catalog-info.yaml': stringify(aModel({ logging, risktier: 'high' })),
      });

      await expect(run(repository, { isDryRun })).rejects.toMatchObject({
        name: 'InputError',
        message: `Nothing was published, because the portal would not take catalog-info.yaml as the template wrote it. Change the answers, or mend the template.
- catalog-info.yaml: spec.logging.redact[0].path must be inputs.<name>, outputs.<name> or target.<name>, such as inputs.passenger_id; it is 'name'
- catalog-info.yaml: spec.risktier is not a known field (did you mean riskTier?)`,
      });
      expect(asked).toEqual([]);
    },
  );

  it('does not read a catalog-info.yaml that is too long', async () => {
    workspace.setContent({ 'catalog-info.yaml': '#'.repeat(64 * 1024 + 1) });

    await expect(run(repository)).rejects.toThrow(
      /- catalog-info.yaml: has more than 64 KiB/,
    );
  });

  it('looks at what is published, and at nothing that a link leads to', async () => {
    const wrong = stringify(aModel({ riskTier: 'extreme' }));
    workspace.setContent({ 'catalog-info.yaml': wrong, 'model/a.txt': 'a' });
    const { path } = workspace;
    symlinkSync(`${path}/catalog-info.yaml`, `${path}/model/catalog-info.yaml`);

    await expect(
      run(repository, { sourcePath: './model' }),
    ).resolves.toHaveProperty('commitHash');
  });
});
