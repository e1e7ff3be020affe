import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  mlModelsExtensionPoint,
  PipelineEngine,
  ServingRuntime,
  SourceHost,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import request from 'supertest';
import { commitFiles, git } from './__testUtils__/gitClient';
import { temporaryDirectory } from './__testUtils__/temporaryDirectory';
import { dataDirectoryAt } from './dataDirectory';
import localFeatures from './index';
import { LocalServingRuntime } from './runtime/LocalServingRuntime';

describe('mlModelsModuleLocal', () => {
  const folder = temporaryDirectory();
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let origin: string;
  let urlReader: UrlReaderService;
  let added: {
    engine?: PipelineEngine;
    runtime?: ServingRuntime;
    host?: SourceHost;
  };

  const versions = () => join(folder.path, 'data', 'versions');

  beforeEach(async () => {
    added = {};
    await mkdir(join(versions(), '.unpacking-before'), { recursive: true });
    backend = await startTestBackend({
      features: [
        localFeatures,
        createBackendPlugin({
          pluginId: 'ml-models',
          register(env) {
            env.registerExtensionPoint(mlModelsExtensionPoint, {
              addDeploymentMirror: () => {},
              addPipelineEngine: engine => Object.assign(added, { engine }),
              addPipelineIdentityVerifier: () => {},
              addServingRuntime: runtime => Object.assign(added, { runtime }),
              addSourceHost: host => Object.assign(added, { host }),
              setInferenceLogStore: () => {},
            });
            env.registerInit({
              deps: {},
              init: async () =>
                added.host?.start({
                  verifyGitToken: async () => undefined,
                  onPush: async () => '',
                  listModels: async () => [],
                }),
            });
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            mlModels: {
              local: { dataDir: join(folder.path, 'data'), gatewayPort: 0 },
            },
          },
        }),
        createBackendPlugin({
          pluginId: 'reader',
          register(env) {
            env.registerInit({
              deps: { reader: coreServices.urlReader },
              async init({ reader }) {
                urlReader = reader;
              },
            });
          },
        }),
      ],
    });
    origin = `http://localhost:${backend.server.port()}/api/ml-models`;
  });

  afterEach(() => backend?.stop());

  it('takes a model from an empty repository to a built version', async () => {
    const { body } = await request(backend.server)
      .post('/api/ml-models/git-repositories')
      .send({ owner: 'ops', name: 'tiny' });
    const work = join(folder.path, 'work');
    const commit = await commitFiles(work, {
      'pipeline.yaml':
        'stages: [{ name: setup, run: exit 4 }]\nserve: { run: "true" }\n',
    });
    const remote = `${origin}/git/ops/tiny.git`;
    await git(
      work,
      'push',
      remote.replace('//', `//ada:${body.pushToken}@`),
      'HEAD:main',
    );
    await git(folder.path, 'clone', remote, 'copy');

    const sourceLocation = `url:${body.rawUrl}`;
    await expect(
      added.host?.findRepository(sourceLocation, { commits: 1 }),
    ).resolves.toMatchObject({ commits: [{ sha: commit }] });
    const response = await urlReader.readUrl(`${body.rawUrl}pipeline.yaml`);
    expect((await response.buffer()).toString()).toMatch(/exit 4/);
    const run = await added.engine!.trigger({
      deploymentId: 'deployment-1',
      modelRef: 'mlmodel:default/tiny',
      sourceLocation,
    });
    await until(
      () => added.engine!.describe(run),
      ({ failure }) => failure?.stage === 'setup',
    );
    expect(added.runtime?.id).toBe('local');
  });

  it('refuses to take what the catalog would refuse', async () => {
    const { body } = await request(backend.server)
      .post('/api/ml-models/git-repositories')
      .send({ owner: 'ops', name: 'tiny' });
    const work = join(folder.path, 'work');
    await commitFiles(work, { 'catalog-info.yaml': 'kind: MlModel' });
    const remote = `${origin}/git/ops/tiny.git`;

    await expect(
      git(
        work,
        'push',
        remote.replace('//', `//ada:${body.pushToken}@`),
        'HEAD:main',
      ),
    ).rejects.toThrow(/remote: *catalog-info.yaml: spec is required/);
  });

  it('clears away what the portal before it was unpacking, and nothing later', async () => {
    await expect(readdir(versions())).resolves.toEqual([]);
    await mkdir(join(versions(), '.unpacking-now'));
    await new LocalServingRuntime({
      data: dataDirectoryAt(join(folder.path, 'data')),
      environments: { prepare: async () => ({ variables: {} }) },
      logger: mockServices.logger.mock(),
    }).open();

    await expect(readdir(versions())).resolves.toEqual(['.unpacking-now']);
  });

  it('leaves nothing but git open to callers without credentials', async () => {
    const answer = await request(backend.server)
      .post('/api/ml-models/git-repositories')
      .set('authorization', 'Bearer wrong')
      .send({ owner: 'ops', name: 'tiny' });
    const clone = await fetch(
      `${origin}/git/ops/nothing.git/info/refs?service=git-upload-pack`,
    );

    expect(answer.status).toBe(401);
    expect(clone.status).toBe(404);
  });
});
