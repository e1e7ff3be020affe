import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- it is what is tested
import mlModelsPlugin from '@noshelfware/backstage-plugin-ml-models-backend';
import { createdTokenSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogBatch } from '../ingest/LogBatch';
import { PROJECT_ROOT } from '../portal/projectRoot';
import { Answer, attack } from './attack';
import { hostilePayloads } from './hostilePayloads';
import { isAlive } from './isAlive';

const MODEL_REF = 'mlmodel:default/missed-connection';
const PATH = '/api/ml-models/models/default/missed-connection';

/** Each kind twenty times over; `npm run bench -- hostile` sends many more. */
const PAYLOADS = 400;
const SEED = 2;

jest.setTimeout(180_000);

async function aBackend() {
  const backend = await startTestBackend({
    features: [
      mlModelsPlugin,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'noshelfware.io/v1alpha1',
            kind: 'MlModel',
            metadata: { namespace: 'default', name: 'missed-connection' },
            spec: {
              owner: 'group:default/flight-ops-ds',
              task: 'tabular-classification',
              lifecycle: 'production',
            },
          },
        ],
      }),
    ],
  });
  return { backend, url: `http://localhost:${backend.server.port()}` };
}

async function makeToken(url: string): Promise<string> {
  const response = await fetch(`${url}${PATH}/tokens`, {
    method: 'POST',
    headers: {
      authorization: mockCredentials.user.header(),
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      purpose: 'ingest',
      scopeRef: MODEL_REF,
      description: 'Hostile',
    }),
  });
  return createdTokenSchema.parse(await response.json()).secret;
}

it('answers hostile payloads as the mistakes of their sender, and goes on', async () => {
  const { backend, url } = await aBackend();
  try {
    const token = await makeToken(url);
    const target = {
      modelRef: MODEL_REF,
      params: { namespace: 'default', name: 'missed-connection' },
      version: 1,
      token,
    };
    const batch = LogBatch.encode({ target, records: 5 });
    const answers: Answer[] = [];
    await attack(
      {
        url,
        token,
        connections: 4,
        count: PAYLOADS,
        payloads: hostilePayloads(
          {
            modelRef: MODEL_REF,
            logs: batch.withIds(batch.newIds(Date.now())),
            parquet: await readFile(
              join(
                PROJECT_ROOT,
                'plugins/ml-models-backend/src/inference/imports/__fixtures__/flights.snappy.parquet',
              ),
            ),
          },
          SEED,
        ),
      },
      answer => answers.push(answer),
    );
    const faults = answers.filter(({ status }) => status >= 500);
    expect(faults.map(({ payload }) => payload.kind)).toEqual([]);
    // Some of it is fit to be taken, and most of it is not.
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken.length).toBeGreaterThan(PAYLOADS / 10);
    expect(taken.length).toBeLessThan(PAYLOADS * 0.9);
    expect(await isAlive(url, target)).toBe(true);
    expect('polluted' in {}).toBe(false);
  } finally {
    await backend.stop();
  }
});
