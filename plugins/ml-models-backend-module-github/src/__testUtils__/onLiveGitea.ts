import { once } from 'node:events';
import { createServer } from 'node:http';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import {
  describePipelineEngine,
  until,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import express from 'express';
import { anEngine } from './anEngine';
import { LiveGitea } from './LiveGitea';
import { createWebhookRouter } from '../webhook/createWebhookRouter';

/**
 * What `FakeGitea` stands for, tried on a real one that has a runner and allows webhooks
 * to the loopback. Not among the tests, which bring all they need with them; to be run
 * in this package, when Gitea or its adapter changes:
 *
 *     NOSHELFWARE_TEST_GITEA_URL=… NOSHELFWARE_TEST_GITEA_TOKEN=… \
 *       yarn test --watchAll=false --testMatch '<rootDir>/__testUtils__/onLiveGitea.ts'
 */
const url = fromEnvironment('NOSHELFWARE_TEST_GITEA_URL');
const token = fromEnvironment('NOSHELFWARE_TEST_GITEA_TOKEN');

const RUN_MAX_MS = 90_000;
const REQUEST = {
  deploymentId: '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
  modelRef: 'mlmodel:default/tiny',
};

const ours = () => anEngine({ pollMs: 100 }, { gitea: { url, token } });

jest.setTimeout(3 * RUN_MAX_MS);

describePipelineEngine(
  'GitHubPipelineEngine, of a real Gitea',
  async () => {
    const gitea = await LiveGitea.create({ url, token });
    return {
      engine: ours(),
      anotherEngine: ours,
      commit: async behaviour => ({
        commit: await gitea.commit(behaviour),
        sourceLocation: gitea.sourceLocation,
      }),
      countRuns: () => gitea.countRuns(),
      registersVersions: true,
      timeoutMs: RUN_MAX_MS,
      close: () => gitea.remove(),
    };
  },
  { cancels: false },
);

describe('a run on a real Gitea', () => {
  let gitea: LiveGitea;
  beforeEach(async () => {
    gitea = await LiveGitea.create({ url, token });
  });
  afterEach(() => gitea.remove());

  it('is read while it goes on, says where it is ended, and leaves no lock', async () => {
    const engine = ours();
    const { sourceLocation } = gitea;
    await gitea.commit({ kind: 'waits' });
    const run = await engine.trigger({ ...REQUEST, sourceLocation });
    expect(await gitea.listNotes()).toEqual([
      `refs/noshelfware/deployments/${REQUEST.deploymentId}`,
    ]);
    const { text } = await until(
      () => engine.readLog(run, 'setup', 0),
      ({ text: printed }) => printed.includes('log of setup\n'),
      RUN_MAX_MS,
    );
    expect(text).toMatch(/^::group::Run /);
    const { stages } = await engine.describe(run);
    expect(stages.map(({ name, status }) => [name, status])).toEqual([
      ['setup', 'running'],
      ['test', 'pending'],
      ['train', 'pending'],
    ]);
    await expect(engine.cancel(run)).rejects.toMatchObject({
      name: 'NotImplementedError',
      message: expect.stringContaining(`${url}/`),
    });
    await until(
      () => engine.describe(run),
      ({ state }) => state === 'succeeded',
      RUN_MAX_MS,
    );
    expect(await gitea.listNotes()).toEqual([]);
  });

  it('is heard of by its signed webhook', async () => {
    const secret = 'the secret of the webhook';
    const heard: string[] = [];
    const middleware = MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    });
    const server = createServer(
      express()
        .use(
          createWebhookRouter({
            secret,
            logger: mockServices.logger.mock(),
            onPush: async () => {},
            onRun: async runId => void heard.push(runId),
          }),
        )
        .use(middleware.error()),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await gitea.addWebhook(`http://127.0.0.1:${port}/github/webhook`, secret);
    const engine = ours();
    const { sourceLocation } = gitea;
    await gitea.commit({ kind: 'passes' });
    const run = await engine.trigger({ ...REQUEST, sourceLocation });
    await until(
      async () => heard.filter(runId => runId === run.runId).length,
      count => count > 2,
      RUN_MAX_MS,
    );
    server.close();
    expect(new Set(heard)).toEqual(new Set([run.runId]));
  });
});

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`Set ${name}: there is no Gitea to run on without it`);
  }
  return value;
}
