import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { aModel } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import request from 'supertest';
import { stringify } from 'yaml';
import catalogModuleMlModels from './index';
import { eventually } from './testUtils/eventually';

const folder = createMockDirectory();

function writeModel(...args: Parameters<typeof aModel>) {
  folder.addContent({ 'model.yaml': stringify(aModel(...args)) });
}

async function startCatalog() {
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleMlModels,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            processingInterval: { seconds: 1 },
            stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
            rules: [{ allow: ['MlModel', 'System'] }],
            locations: [
              { type: 'file', target: folder.resolve('model.yaml') },
              { type: 'file', target: folder.resolve('system.yaml') },
            ],
          },
        },
      }),
    ],
  });
  return async (ref: string) => {
    const response = await request(server).get(
      `/api/catalog/entities/by-name/${ref}`,
    );
    expect(response.status).toBe(200);
    return response.body;
  };
}

describe('the catalog with the module', () => {
  beforeEach(() => {
    writeModel({ system: 'flight-operations' });
    folder.addContent({
      'system.yaml': stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: { name: 'flight-operations' },
        spec: { owner: 'flight-ops-ds' },
      }),
    });
  });

  it('knows a model and what it is related to', async () => {
    const getEntity = await startCatalog();
    await eventually(async () => {
      const model = await getEntity('mlmodel/default/flight-delay');
      expect(model.relations).toEqual([
        { type: 'ownedBy', targetRef: 'group:default/flight-ops-ds' },
        { type: 'partOf', targetRef: 'system:default/flight-operations' },
      ]);
      const system = await getEntity('system/default/flight-operations');
      expect(system.relations).toContainEqual({
        type: 'hasPart',
        targetRef: 'mlmodel:default/flight-delay',
      });
    });
  });

  it('keeps the last good state of a model that turned bad, and says why', async () => {
    const getEntity = await startCatalog();
    await eventually(() => getEntity('mlmodel/default/flight-delay'));
    writeModel({ riskTier: 'extreme' });
    await eventually(async () => {
      const model = await getEntity('mlmodel/default/flight-delay');
      expect(model.spec.system).toBe('flight-operations');
      expect(model.status.items).toEqual([
        expect.objectContaining({
          level: 'error',
          message: expect.stringContaining(
            "spec.riskTier must be one of minimal, limited, high; it is 'extreme'",
          ),
        }),
      ]);
    });
  });
});
