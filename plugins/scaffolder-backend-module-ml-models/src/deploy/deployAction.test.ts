import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  aDeployment,
  aStep,
  InMemoryDeployments,
} from '../testUtils/InMemoryDeployments';
import { createDeployAction } from './deployAction';

class RecordingLogger implements LoggerService {
  readonly lines: string[] = [];
  info = (line: string) => void this.lines.push(line);
  warn = this.info;
  error = (line: string | Error) => void this.lines.push(String(line));
  debug = () => {};
  child = () => this;
}

const running = aDeployment({ steps: [aStep({ name: 'test' })] });
const live = aDeployment({
  status: 'live',
  version: 4,
  steps: [
    aStep({
      name: 'test',
      status: 'succeeded',
      endedAt: '2026-03-01T12:00:03.200Z',
    }),
    aStep({
      name: 'traffic',
      kind: 'release',
      status: 'succeeded',
      hasLog: false,
      endedAt: '2026-03-01T12:00:03.200Z',
    }),
  ],
});

function setUp(deployments: InMemoryDeployments) {
  const logger = new RecordingLogger();
  const action = createDeployAction({
    deployments,
    appUrl: 'http://localhost:7007/',
    pollMs: 1,
  });
  const outputs: Record<string, unknown> = {};
  const run = (
    input: Record<string, string | number | boolean>,
    overrides: object = {},
  ) =>
    action.handler({
      ...createMockActionContext({
        input: { model: 'churn', environment: 'production', ...input },
      }),
      input: { model: 'churn', environment: 'production', ...input },
      task: { id: 'task-7' },
      logger,
      output: (name, value) => {
        outputs[name] = value;
      },
      getInitiatorCredentials: async () => mockCredentials.user(),
      ...overrides,
    });
  return { run, outputs, lines: logger.lines };
}

describe('ml-models:deploy', () => {
  it('follows the deployment and outputs where the model answers', async () => {
    const deployments = new InMemoryDeployments([running, live]);
    const { run, outputs } = setUp(deployments);

    await run({ commit: 'a'.repeat(40) });

    expect(deployments.requests).toEqual([
      {
        modelRef: 'mlmodel:default/churn',
        request: expect.objectContaining({
          environment: 'production',
          commit: 'a'.repeat(40),
          trigger: 'template',
        }),
      },
    ]);
    expect(outputs).toEqual({
      deploymentId: 'd-1',
      status: 'live',
      version: 4,
      endpoint: 'http://127.0.0.1:7070/production/default/churn',
    });
  });

  it('asks for the version that it is told', async () => {
    const deployments = new InMemoryDeployments([live]);

    await setUp(deployments).run({ version: 4 });

    expect(deployments.requests).toEqual([
      expect.objectContaining({
        request: expect.objectContaining({ version: 4, commit: undefined }),
      }),
    ]);
  });

  it.each([
    ['plugin:ml-models', 'sample'],
    ['external:ci', 'template'],
  ])('asks for a task of %s as %s', async (subject, trigger) => {
    const deployments = new InMemoryDeployments([running, live]);
    await setUp(deployments).run(
      {},
      { getInitiatorCredentials: async () => mockCredentials.service(subject) },
    );
    expect(deployments.requests).toEqual([
      expect.objectContaining({
        request: expect.objectContaining({ trigger }),
      }),
    ]);
  });

  it('ends, and says where to approve it, once the deployment waits for that', async () => {
    const waiting = aDeployment({
      status: 'awaiting-approval',
      version: 4,
      approval: { required: true },
    });
    const deployments = new InMemoryDeployments([running, waiting]);
    const { run, outputs, lines } = setUp(deployments);

    await run({});

    expect(lines.at(-1)).toBe(
      'Version 4 waits for the approval of another owner before it goes to production. The task ends here, and the deployment goes on once it is approved: http://localhost:7007/catalog/default/mlmodel/churn/versions?deployment=d-1',
    );
    expect(outputs).toMatchObject({ status: 'awaiting-approval', version: 4 });
    expect(deployments.cancelled).toEqual([]);
  });

  it('ends, and says where to decide, once the canary is held', async () => {
    const held = aDeployment({
      status: 'held',
      version: 4,
      hold: { reason: 'too few requests came', since: '2026-06-01T00:00:00Z' },
    });
    const { run, outputs, lines } = setUp(
      new InMemoryDeployments([running, held]),
    );

    await run({});

    expect(lines.at(-1)).toBe(
      'Version 4 in production is held: too few requests came. The task ends here, and another owner releases it or puts it back: http://localhost:7007/catalog/default/mlmodel/churn/versions?deployment=d-1',
    );
    expect(outputs).toMatchObject({ status: 'held', version: 4 });
  });

  it('names the page to follow it on before anything else', async () => {
    const { run, lines } = setUp(new InMemoryDeployments([running, live]));

    await run({});

    expect(lines[0]).toBe(
      'Follow it step by step: http://localhost:7007/catalog/default/mlmodel/churn/versions',
    );
  });

  it('writes each step and each line of its log once', async () => {
    const deployments = new InMemoryDeployments([running, running, live]);
    deployments.logs = { test: '3 passed\n' };
    const { run, lines } = setUp(deployments);

    await run({});

    expect(lines.filter(line => line === '[test] 3 passed')).toHaveLength(1);
    expect(
      lines.filter(line => /^\[\w+\] (running|succeeded)/.test(line)),
    ).toEqual([
      '[test] running',
      '[test] succeeded, 3.2 s',
      '[traffic] succeeded, 3.2 s',
    ]);
  });

  it('asks with the same key when its task is resumed', async () => {
    const deployments = new InMemoryDeployments([live]);
    const { run } = setUp(deployments);

    await run({});
    await run({});

    const [first, second] = deployments.requests;
    expect(first.request.idempotencyKey).toContain('task-7');
    expect(second.request.idempotencyKey).toBe(first.request.idempotencyKey);
  });

  it('waits for the catalog to have processed the model', async () => {
    const deployments = new InMemoryDeployments([live]);
    deployments.lookupsUntilModel = 3;

    await setUp(deployments).run({});

    expect(deployments.requests).toHaveLength(1);
  });

  it('says where to look when the model never appears', async () => {
    const deployments = new InMemoryDeployments([live]);
    deployments.lookupsUntilModel = Number.POSITIVE_INFINITY;
    const action = createDeployAction({
      deployments,
      appUrl: 'http://localhost:7007',
      pollMs: 1,
      entityTimeoutMs: 5,
    });

    await expect(
      action.handler({
        ...createMockActionContext(),
        input: { model: 'churn', environment: 'production' },
      }),
    ).rejects.toThrow(/mlmodel:default\/churn has not appeared in the catalog/);
  });

  it('returns at once when told not to wait', async () => {
    const deployments = new InMemoryDeployments([running]);
    const { run, outputs } = setUp(deployments);

    await run({ wait: false });

    expect(outputs).toEqual({ deploymentId: 'd-1' });
  });

  it('fails with the step, the first error and what still serves', async () => {
    const failed = aDeployment({
      status: 'failed',
      failure: {
        step: 'evaluate',
        message: 'roc_auc 0.51 is below 0.60',
        firstErrorLine: 'GateError: roc_auc',
        stillServing: 'Version 3 went on serving production',
      },
    });

    await expect(
      setUp(new InMemoryDeployments([failed])).run({}),
    ).rejects.toThrow(
      /'evaluate': roc_auc 0.51 .*GateError: roc_auc.*Version 3 went on serving/,
    );
  });

  it('cancels the deployment when its task is aborted', async () => {
    const deployments = new InMemoryDeployments([running]);
    const abort = new AbortController();
    deployments.readStepLog = async () => {
      abort.abort();
      return { text: '', next: 0, complete: false };
    };

    await expect(
      setUp(deployments).run({}, { signal: abort.signal }),
    ).rejects.toThrow();

    expect(deployments.cancelled).toEqual(['d-1']);
  });

  it('changes nothing in a dry run', async () => {
    const deployments = new InMemoryDeployments([live]);
    const { run, lines } = setUp(deployments);

    await run({ version: 3 }, { isDryRun: true });

    expect(deployments.requests).toEqual([]);
    expect(lines).toContain(
      'version 3 of mlmodel:default/churn goes to production',
    );
  });
});
