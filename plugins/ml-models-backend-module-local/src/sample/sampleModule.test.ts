import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { mlModelsModuleSample } from './sampleModule';

describe('mlModelsModuleSample', () => {
  const folder = temporaryDirectory();
  let backend: Awaited<ReturnType<typeof startTestBackend>> | undefined;
  afterEach(() => backend?.stop());

  async function stateOf(sample: object): Promise<string> {
    backend = await startTestBackend({
      features: [
        mlModelsModuleSample,
        createBackendPlugin({
          pluginId: 'ml-models',
          register: env => env.registerInit({ deps: {}, init: async () => {} }),
        }),
        // Without what the sample is made from, which it then waits for.
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: { mlModels: { local: { dataDir: folder.path }, sample } },
        }),
      ],
    });
    const { body } = await request(backend.server).get('/api/ml-models/sample');
    return body.state;
  }

  it('sets up the sample where it is asked for', async () => {
    await expect(stateOf({ enabled: true })).resolves.toBe('waiting');
  });

  it.each([{ enabled: false }, {}])('sets up none for %j', async sample => {
    await expect(stateOf(sample)).resolves.toBe('off');
  });
});
