import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  anInferenceId,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { otlpJson } from '../inference/__testUtils__/otlpJson';
import {
  INGEST_TOKEN,
  startReceiver,
} from '../inference/__testUtils__/startReceiver';
import { CatalogModelPolicySource } from './CatalogModelPolicySource';
import { ModelCatalog } from './ModelCatalog';

/** As the schema of the entity says. */
const IN_FORCE_AFTER_MS = 10_000;

type Logging = MlModelEntityV1alpha1['spec']['logging'];

describeEachDatabase('a policy that has become stricter', openDatabase => {
  let knex: Knex;
  let nowMs: number;
  let logging: Logging;
  let sent: number;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeEach(async () => {
    knex = await openDatabase();
    nowMs = 0;
    logging = {};
    sent = 0;
    const catalog = catalogServiceMock();
    catalog.getEntityByRef = async () => aModelEntity({ spec: { logging } });
    receiver = await startReceiver({
      knex,
      nowMs: () => NOON_MS,
      policies: new CatalogModelPolicySource(
        new ModelCatalog({ catalog, auth: mockServices.auth() }),
        () => nowMs,
      ),
    });
  });

  afterEach(() => receiver.close());

  /** @returns the inputs that are kept of a record that is sent now */
  async function sendOne() {
    sent += 1;
    const id = anInferenceId(NOON_MS, sent);
    const response = await fetch(receiver.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${INGEST_TOKEN}`,
        'content-type': 'application/json',
      },
      body: otlpJson({
        attributes: { 'noshelfware.inference.id': id },
        body: { inputs: { passenger: 'Ada' }, outputs: { delayed: true } },
      }),
    });
    expect(response.status).toBe(200);
    const { inputs } = await knex('inference_records')
      .where({ inference_id: id })
      .first('inputs');
    return typeof inputs === 'string' ? JSON.parse(inputs) : inputs;
  }

  it.each<[string, Logging, object | null]>([
    ['drops', { redact: [{ path: 'inputs.passenger', how: 'drop' }] }, {}],
    [
      'hashes',
      { redact: [{ path: 'inputs.passenger', how: 'hash' }] },
      { passenger: expect.stringMatching(/^hmac:/) },
    ],
    ['samples out', { sample: 0 }, null],
  ])('%s what arrives ten seconds after it was read', async (_, edit, kept) => {
    expect(await sendOne()).toEqual({ passenger: 'Ada' });
    logging = edit;
    nowMs = IN_FORCE_AFTER_MS - 1;
    expect(await sendOne()).toEqual({ passenger: 'Ada' });
    nowMs = IN_FORCE_AFTER_MS;
    expect(await sendOne()).toEqual(kept);
  });
});
