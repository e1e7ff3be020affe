import {
  inferencePageSchema,
  modelListSchema,
  modelStatusSchema,
  performanceReportSchema,
  portfolioSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aModelReport,
  anInferenceId,
  FLIGHT_DELAY,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from './__testUtils__/aModelEntity';
import { startMlModels } from './__testUtils__/startMlModels';
import { ALog, otlpJson } from './inference/__testUtils__/otlpJson';
import { aReference } from './performance/__testUtils__/aMonitoredModel';

const MODEL = '/models/default/flight-delay';
const SECRET_NAME = 'Ada Lovelace';

describe('monitoring', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;
  let token: string;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [
        aModelEntity({
          spec: {
            logging: { redact: [{ path: 'inputs.passenger', how: 'hash' }] },
          },
        }),
        aModelEntity({ name: 'fraud' }),
      ],
    });
    await backend.call('post', `${MODEL}/versions`, {
      report: aModelReport(),
      referenceRows: aReference(600).map(row => ({
        ...row,
        inputs: { ...row.inputs, passenger: SECRET_NAME },
      })),
      label: 'v-one',
    });
    const { body } = await backend.call('post', `${MODEL}/tokens`, {
      purpose: 'ingest',
      scopeRef: FLIGHT_DELAY,
      description: 'of the service',
    });
    token = body.secret;
  });

  afterAll(async () => {
    await backend.stop();
  });

  function report(logs: ALog[], secret = token) {
    const body = JSON.parse(otlpJson(...logs));
    return backend.call('post', '/otlp/v1/logs', body, `Bearer ${secret}`);
  }

  function somePredictions(count: number): ALog[] {
    return aReference(count).map(({ inputs, outputs }, serial) => ({
      attributes: {
        'noshelfware.inference.id': anInferenceId(Date.now(), serial),
        'noshelfware.inference.duration_ms': 12,
        'http.response.status_code': 200,
      },
      body: {
        inputs: { ...inputs, passenger: SECRET_NAME },
        outputs,
      },
    }));
  }

  it('leads from what a service reports to what people read', async () => {
    const { status, body } = await report(somePredictions(600));
    expect([status, body]).toEqual([200, {}]);

    const logs = await backend.call('get', `${MODEL}/inferences?limit=2`);
    const page = inferencePageSchema.parse(logs.body);
    expect(page.items).toHaveLength(2);
    expect(page.items[0]).toMatchObject({ version: 1, status: 'ok' });
    expect(logs.text).not.toContain(SECRET_NAME);

    const performance = await backend.call('get', `${MODEL}/performance`);
    const { totals, drift, verdict } = performanceReportSchema.parse(
      performance.body,
    );
    expect(totals).toMatchObject({ requests: 600, errors: 0 });
    expect(drift.map(({ decision }) => decision)).toEqual(
      Array(drift.length).fill('stable'),
    );
    expect(verdict.state).toBe('unknown');
    expect(verdict.reasons[0].text).toBe('Not judged yet');
    // Hashed alike in the baseline and in the records.
    const passenger = drift.find(({ feature }) => feature === 'passenger');
    expect(passenger?.measures.jsDistance).toBe(0);
  });

  it('shows on the pages of one model and of all', async () => {
    const status = modelStatusSchema.parse(
      (await backend.call('get', MODEL)).body,
    );
    const production = status.environments.find(
      ({ name }) => name === 'production',
    );
    expect(production).toMatchObject({
      requestsLastHour: 600,
      verdict: { state: 'unknown' },
    });
    const list = modelListSchema.parse(
      (await backend.call('get', '/models')).body,
    );
    const model = list.items.find(({ modelRef }) => modelRef === FLIGHT_DELAY);
    // Today, or yesterday if it has become midnight.
    expect(model?.requestsPerDay.reduce((sum, day) => sum + day)).toBe(600);
    expect(model?.shelfAgeDays).toBeLessThan(1);
    const portfolio = portfolioSchema.parse(
      (await backend.call('get', '/portfolio')).body,
    );
    expect(portfolio.total).toBe(2);
  });

  it('says of records as plain JSON what may be mistyped in them', async () => {
    const send = (query: string, record: object) =>
      backend.call(
        'post',
        `/records?model=${FLIGHT_DELAY}${query}`,
        record,
        `Bearer ${token}`,
      );
    const known = '&version=v-one&environment=production';
    const { body } = await send(known, { inputs: {} });
    expect(body).not.toHaveProperty('notes');

    const mistyped = '&version=42&environment=prd';
    const version = expect.stringContaining("Version '42' is not registered");
    const first = await send(mistyped, { inputs: {} });
    expect(first.status).toBe(200);
    expect(first.body.notes).toEqual([
      version,
      expect.stringContaining("Environment 'prd' is new"),
    ]);
    expect((await send(mistyped, { inputs: {} })).body.notes).toEqual([
      version,
    ]);

    const target = { dealyed: 'yes' };
    const feedback = await send('', { id: anInferenceId(Date.now()), target });
    expect(feedback.body.notes).toEqual([
      expect.stringContaining('there are delayed (boolean)'),
    ]);
  });

  it('takes no records of a model that the token is not good for', async () => {
    const fraud = { 'noshelfware.model': 'mlmodel:default/fraud' };
    const { status, body } = await report([{ resource: fraud }]);
    expect(status).toBe(200);
    expect(body.partialSuccess.errorMessage).toBe(
      '1 rejected: the token is not good for mlmodel:default/fraud',
    );
  });

  it('takes nothing by a token that is wrong or has been revoked', async () => {
    expect((await report([], 'nsw_ingest_wrong')).status).toBe(401);
    const { body } = await backend.call('get', `${MODEL}/tokens`);
    await backend.call('delete', `${MODEL}/tokens/${body.items[0].id}`);
    expect((await report(somePredictions(1))).status).toBe(401);
  });
});
