import { inferenceQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  anInferenceId,
  FLIGHT_DELAY,
  InMemoryInferenceLogStore,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from './__testUtils__/aModelEntity';
import { startMlModels } from './__testUtils__/startMlModels';
import { otlpJson } from './inference/__testUtils__/otlpJson';

const MODEL = '/models/default/flight-delay';
const NOTHING_COUNTED = { total: 0, errors: 0 };

describe('the plugin with the inference log of a module', () => {
  const inferenceLog = new InMemoryInferenceLogStore();
  let backend: Awaited<ReturnType<typeof startMlModels>>;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [aModelEntity()],
      inferenceLog,
    });
  });

  afterAll(async () => {
    await backend.stop();
  });

  const get = async (path: string) =>
    (await backend.call('get', `${MODEL}/inferences${path}`)).body;

  it('keeps records there, and counts them once in its own database', async () => {
    const { body: token } = await backend.call('post', `${MODEL}/tokens`, {
      purpose: 'ingest',
      scopeRef: FLIGHT_DELAY,
      description: 'from a test',
    });
    const id = anInferenceId(Date.now());
    const log = otlpJson({
      attributes: { 'noshelfware.inference.id': id, 'error.type': 'Refused' },
      body: { inputs: { passenger: 'ada' }, outputs: {} },
    });
    expect(await get('/histogram')).toMatchObject(NOTHING_COUNTED);
    for (let time = 0; time < 2; time += 1) {
      const { status } = await backend.call(
        'post',
        '/otlp/v1/logs',
        JSON.parse(log),
        `Bearer ${token.secret}`,
      );
      expect(status).toBe(200);
    }
    const query = inferenceQuerySchema.parse({});
    const kept = await inferenceLog.search(FLIGHT_DELAY, query);
    expect(kept.items).toMatchObject([{ id }]);
    expect(await get('')).toEqual(JSON.parse(JSON.stringify(kept)));
    expect(await get('/histogram')).toMatchObject({ total: 1, errors: 1 });
    const byRows = '/histogram?errorType=Refused';
    expect(await get(byRows)).toMatchObject({ total: 1, errors: 1 });
    expect((await get('/exceptions')).items).toMatchObject([{ count: 1 }]);
    expect(await get(`/${id}/0`)).toMatchObject({ errorType: 'Refused' });
    expect(await get(`/${id}/0/neighbours`)).toMatchObject({ older: [] });
    const { body: deletion } = await backend.call(
      'post',
      `${MODEL}/subject-deletions`,
      { path: 'inputs.passenger', value: 'ada', dryRun: false },
    );
    expect(deletion).toEqual({ dryRun: false, records: 1, waitingFeedback: 0 });
    expect((await get('')).items).toEqual([]);
  });
});
