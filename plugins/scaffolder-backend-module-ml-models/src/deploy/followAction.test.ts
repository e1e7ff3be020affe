import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  aDeployment,
  aStep,
  InMemoryDeployments,
} from '../testUtils/InMemoryDeployments';
import { createFollowAction } from './followAction';

const ENDED = {
  status: 'succeeded' as const,
  endedAt: '2026-03-01T12:00:03.200Z',
};
const test = aStep({ name: 'test' });
const train = aStep({ name: 'train' });
const tested = aStep({ name: 'test', ...ENDED });
const trained = aStep({ name: 'train', ...ENDED });
const traffic = aStep({ name: 'traffic', kind: 'release', hasLog: false });

async function follow(
  deployments: InMemoryDeployments,
  stages?: string[],
  overrides: object = {},
) {
  const outputs: Record<string, unknown> = {};
  const lines: string[] = [];
  const context = createMockActionContext({
    input: { deploymentId: 'd-1', stages },
  });
  const action = createFollowAction({
    deployments,
    appUrl: 'http://localhost:7007',
    pollMs: 1,
  });
  const ended = action.handler({
    ...context,
    input: { deploymentId: 'd-1', stages },
    logger: Object.assign(context.logger, {
      info: (line: string) => void lines.push(line),
    }),
    output: (name, value) => {
      outputs[name] = value;
    },
    getInitiatorCredentials: async () => mockCredentials.user(),
    ...overrides,
  });
  await ended;
  return { outputs, lines };
}

describe('ml-models:follow', () => {
  it('ends with the stages it is about, and writes down no others', async () => {
    const deployments = new InMemoryDeployments([
      aDeployment({ steps: [test, train] }),
      aDeployment({ steps: [tested, train] }),
      aDeployment({ status: 'live', steps: [tested, trained, traffic] }),
    ]);
    deployments.logs = { test: '3 passed\n', train: 'epoch 1\n' };

    const { lines, outputs } = await follow(deployments, ['lint', 'test']);

    expect(lines).toEqual([
      '[test] running',
      '[test] 3 passed',
      '[test] succeeded, 3.2 s',
    ]);
    expect(outputs).toEqual({});
  });

  it('follows the release to the end, and outputs where the model answers', async () => {
    const deployments = new InMemoryDeployments([
      aDeployment({ status: 'smoke', steps: [tested, traffic] }),
      aDeployment({
        status: 'live',
        version: 4,
        steps: [tested, { ...traffic, ...ENDED }],
      }),
    ]);
    deployments.logs = { test: '3 passed\n' };

    const { lines, outputs } = await follow(deployments);

    expect(lines).toEqual([
      '[traffic] running',
      '[traffic] succeeded, 3.2 s',
      'Version 4 is live in production',
    ]);
    expect(outputs).toEqual({
      status: 'live',
      version: 4,
      endpoint: 'http://127.0.0.1:7070/production/default/churn',
    });
  });

  it('is done at once with a stage that is done, or that there is not', async () => {
    const states = [aDeployment({ steps: [tested, train] })];
    for (const stage of ['test', 'notebooks']) {
      const deployments = new InMemoryDeployments(states);
      const { outputs } = await follow(deployments, [stage]);
      expect(outputs).toEqual({});
    }
  });

  it('fails where its own stage did not succeed, and at no other', async () => {
    const failed = aDeployment({
      status: 'failed',
      steps: [tested, aStep({ name: 'train', status: 'failed' })],
      failure: { step: 'train', message: 'Step train ended with exit code 1' },
    });
    const deployments = new InMemoryDeployments([failed]);

    await follow(deployments, ['test']);

    const message = /failed in step 'train': Step train ended/;
    await expect(follow(deployments, ['train'])).rejects.toThrow(message);
    await expect(follow(deployments)).rejects.toThrow(message);
  });

  it('cancels the deployment when its task is aborted', async () => {
    const deployments = new InMemoryDeployments([
      aDeployment({ steps: [test] }),
    ]);
    const abort = new AbortController();
    deployments.readStepLog = async () => {
      abort.abort();
      return { text: '', next: 0, complete: false };
    };

    await expect(
      follow(deployments, ['test'], { signal: abort.signal }),
    ).rejects.toThrow();

    expect(deployments.cancelled).toEqual(['d-1']);
  });
});
