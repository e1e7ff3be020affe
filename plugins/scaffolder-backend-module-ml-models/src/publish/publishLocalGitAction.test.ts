import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  CreateGitRepository,
  CreatedGitRepository,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { createPublishLocalGitAction } from './publishLocalGitAction';

const repository: CreatedGitRepository = {
  cloneUrl: 'http://localhost:7007/api/ml-models/git/ds/churn.git',
  rawUrl: 'http://localhost:7007/api/ml-models/git/ds/churn/raw/main/',
  pushToken: 'one-time',
  created: false,
  headCommit: 'b'.repeat(40),
};

async function run(answer: CreatedGitRepository, isDryRun = false) {
  const asked: CreateGitRepository[] = [];
  const outputs: Record<string, unknown> = {};
  const action = createPublishLocalGitAction({
    createRepository: async request => {
      asked.push(request);
      return answer;
    },
  });
  await action.handler({
    ...createMockActionContext(),
    input: { owner: 'ds', name: 'churn' },
    task: { id: 'task-7' },
    isDryRun,
    output: (name, value) => {
      outputs[name] = value;
    },
  });
  return { asked, outputs };
}

// Pushing for real is tested end to end, where the portal hosts the repository.
describe('publish:local-git', () => {
  it('finds what a resumed task had already pushed', async () => {
    const { asked, outputs } = await run(repository);

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
    const { asked, outputs } = await run(repository, true);

    expect(asked).toEqual([]);
    expect(outputs).toHaveProperty('catalogInfoUrl');
  });
});
