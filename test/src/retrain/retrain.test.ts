import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- it is what is tested
import mlModelsPlugin from '@noshelfware/backstage-plugin-ml-models-backend';
import {
  createdGitRepositorySchema,
  Deployment,
  deploymentPageSchema,
  deploymentSchema,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import localModule from '@noshelfware/backstage-plugin-ml-models-backend-module-local';
import { PROJECT_ROOT } from '../portal/projectRoot';
import { waitFor } from '../portal/waitFor';

const runFile = promisify(execFile);
const MODEL = '/models/default/tiny-model';

const entity = {
  apiVersion: 'noshelfware.io/v1alpha1',
  kind: 'MlModel',
  metadata: { name: 'tiny-model', annotations: {} },
  spec: {
    task: 'tabular-classification',
    lifecycle: 'experimental',
    owner: 'group:default/ops',
    release: { production: { strategy: 'all-at-once' } },
  },
};

/** With real parts: git, pipeline runs, services and their gateway. */
describe('a retrain of the tiny model', () => {
  let folder: string;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'noshelfware-retrain-'));
    backend = await startTestBackend({
      features: [
        mlModelsPlugin,
        localModule,
        catalogServiceMock.factory({
          entities: [entity],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            mlModels: {
              local: { dataDir: join(folder, 'data'), gatewayPort: 0 },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  async function call(path: string, body?: object): Promise<unknown> {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/ml-models${path}`,
      {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      },
    );
    const answer = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }

  function awaitEnd(id: string): Promise<Deployment> {
    return waitFor(`deployment ${id} to end`, async () => {
      const deployment = deploymentSchema.parse(
        await call(`/deployments/${id}`),
      );
      return isFinalDeploymentStatus(deployment.status)
        ? deployment
        : undefined;
    });
  }

  /** @returns the deployment that a push of the tiny model has started */
  async function push(): Promise<Deployment> {
    const { cloneUrl, pushToken, rawUrl } = createdGitRepositorySchema.parse(
      await call('/git-repositories', { owner: 'ops', name: 'tiny-model' }),
    );
    // Its port is known now.
    entity.metadata.annotations = {
      'backstage.io/source-location': `url:${rawUrl}`,
    };
    const work = join(folder, 'work');
    await cp(join(PROJECT_ROOT, 'test/tiny-model'), work, { recursive: true });
    // What it answers is worse than its evaluation, and than what is built anew.
    const behaviour = join(work, 'behaviour.json');
    const text = await readFile(behaviour, 'utf8');
    await writeFile(
      behaviour,
      text.replace('"boundaryShift": 0', '"boundaryShift": 0.5'),
    );
    const git = (...args: string[]) =>
      runFile(
        'git',
        ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args],
        { cwd: work },
      );
    await git('init', '--quiet');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Start');
    const remote = cloneUrl.replace('//', `//ada:${pushToken}@`);
    await git('push', '--quiet', remote, 'HEAD:main');
    const { items } = deploymentPageSchema.parse(
      await call(`${MODEL}/deployments`),
    );
    return awaitEnd(items[0].id);
  }

  it('builds the commit anew, asks the live service, and goes live', async () => {
    const pushed = await push();
    expect(pushed).toMatchObject({ status: 'live', version: 1 });
    const { id } = deploymentSchema.parse(
      await call(`${MODEL}/deployments`, {
        environment: 'production',
        trigger: 'retrain',
      }),
    );
    const retrained = await awaitEnd(id);
    expect(retrained).toMatchObject({
      status: 'live',
      version: 2,
      commit: { sha: pushed.commit?.sha },
      buildComparison: { outcome: 'not-worse', rows: 1_000, unanswered: 0 },
    });
    const accuracy = retrained.buildComparison?.measures.find(
      ({ measure }) => measure === 'accuracy',
    );
    expect(accuracy?.candidate).toBeGreaterThan(0.9);
    expect(accuracy?.live).toBeLessThan(0.9);
    expect(
      retrained.steps.find(({ name }) => name === 'register')?.message,
    ).toBe(
      'Version 2 registered; its data are the same as those of version 1, which is live',
    );
  }, 60_000);
});
