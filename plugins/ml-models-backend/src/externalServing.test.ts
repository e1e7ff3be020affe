import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  deploymentPageSchema,
  inferenceDetailSchema,
  modelAtSchema,
  modelListSchema,
  modelStatusSchema,
  performanceReportSchema,
  portfolioSchema,
  operations,
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
const ENDPOINT = 'https://models.example.com/flight-delay/infer';
const COMMIT = { sha: 'c'.repeat(40), message: 'Learn from winter' };
const MINUTE_MS = 60_000;

describe('a model that is served elsewhere', () => {
  const scheduler = mockServices.scheduler();
  const nowMs = Date.now();
  let backend: Awaited<ReturnType<typeof startMlModels>>;
  let ingest: string;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [
        aModelEntity({
          spec: { serving: { runtime: 'external', endpoint: ENDPOINT } },
        }),
      ],
      services: [
        actionsRegistryServiceFactory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
    });
    ingest = await makeToken('ingest');
    // What its own pipeline does: it registers what it has built, by a label.
    await backend.call(
      'post',
      `${MODEL}/versions`,
      {
        report: aModelReport(),
        referenceRows: aReference(100),
        label: 'v-two',
        commit: COMMIT,
      },
      `Bearer ${await makeToken('register')}`,
    );
    // And then another version answers, and after it that one.
    await report('v-one', 30, nowMs - 30 * MINUTE_MS);
    await scheduler.triggerTask('ml-models-observe-deployments');
    await report('v-two', 40, nowMs - MINUTE_MS);
    await scheduler.triggerTask('ml-models-observe-deployments');
  });

  afterAll(async () => {
    await backend.stop();
  });

  async function makeToken(purpose: 'ingest' | 'register'): Promise<string> {
    const { body } = await backend.call('post', `${MODEL}/tokens`, {
      purpose,
      scopeRef: FLIGHT_DELAY,
      description: 'of its pipeline',
    });
    return body.secret;
  }

  async function report(label: string, count: number, fromMs: number) {
    const logs: ALog[] = aReference(count).map(({ inputs, outputs }, at) => ({
      resource: { 'service.version': label },
      attributes: {
        'noshelfware.inference.id': anInferenceId(fromMs + at * 1000),
        'http.response.status_code': 200,
      },
      body: { inputs, outputs },
    }));
    const { status, body } = await backend.call(
      'post',
      '/otlp/v1/logs',
      JSON.parse(otlpJson(...logs)),
      `Bearer ${ingest}`,
    );
    expect([status, body]).toEqual([200, {}]);
  }

  const get = async (path: string) => (await backend.call('get', path)).body;

  it('shows what is live, since its first answer', async () => {
    const status = modelStatusSchema.parse(await get(MODEL));
    expect(status.serving).toEqual({ runtime: 'external' });
    expect(status.environments).toMatchObject([
      {
        name: 'production',
        liveVersion: 1,
        liveSince: new Date(nowMs - MINUTE_MS).toISOString(),
        runtime: 'external',
        endpoint: ENDPOINT,
        traffic: [{ version: 1, weight: 100, state: 'ready' }],
      },
    ]);
    expect(status.environments[0].liveBy).toBeUndefined();
    expect(status.exampleRequest).toMatch(
      /^curl 'https:\/\/models\.example\.com\/flight-delay\/infer' /,
    );
    const { items } = operations.listVersions.response.parse(
      await get(`${MODEL}/versions`),
    );
    expect(
      items.map(({ version, label, serving }) => [version, label, serving]),
    ).toEqual([
      [2, 'v-one', []],
      [
        1,
        'v-two',
        [{ environment: 'production', weight: 100, state: 'ready' }],
      ],
    ]);
  });

  it('has a history, with the commit of what was registered', async () => {
    const { items } = deploymentPageSchema.parse(
      await get(`${MODEL}/deployments`),
    );
    expect(
      items.map(({ version, trigger, status, createdAt, commit }) => ({
        version,
        trigger,
        status,
        createdAt: Date.parse(createdAt) - nowMs,
        commit: commit?.sha,
      })),
    ).toEqual([
      {
        version: 1,
        trigger: 'observed',
        status: 'live',
        createdAt: -MINUTE_MS,
        commit: COMMIT.sha,
      },
      {
        version: 2,
        trigger: 'observed',
        status: 'live',
        createdAt: -30 * MINUTE_MS,
        commit: undefined,
      },
    ]);
  });

  it('is in the catalog of models and in the portfolio', async () => {
    const [row] = modelListSchema.parse(await get('/models')).items;
    expect(row).toMatchObject({
      environments: [{ name: 'production', liveVersion: 1 }],
      lastDeployment: { trigger: 'observed', version: 1 },
      onShelf: false,
    });
    const portfolio = portfolioSchema.parse(await get('/portfolio'));
    expect(portfolio.inProduction).toBe(1);
    expect(portfolio.delivery.deploymentsPerWeek.n).toBe(2);
  });

  it('is marked on charts, and tells of a moment and of a record who answered', async () => {
    const { markers } = performanceReportSchema.parse(
      await get(`${MODEL}/performance`),
    );
    expect(markers).toMatchObject([
      { kind: 'deployment', version: 2, text: 'Version 2 went live' },
      { kind: 'deployment', version: 1, text: 'Version 1 went live' },
    ]);
    const at = new Date(nowMs - 2 * MINUTE_MS).toISOString();
    const then = modelAtSchema.parse(await get(`${MODEL}/at?time=${at}`));
    expect(then.environments).toMatchObject([
      { name: 'production', versions: [{ version: 2, weight: 100 }] },
    ]);
    const id = anInferenceId(nowMs - MINUTE_MS);
    const record = inferenceDetailSchema.parse(
      await get(`${MODEL}/inferences/${id}/0`),
    );
    expect(record).toMatchObject({
      version: 1,
      deployment: { status: 'live', observed: true, commit: COMMIT.sha },
    });
  });

  it.each([
    ['deployments', { version: 1 }],
    ['deployments', { trigger: 'rollback' }],
    ['deployments', { trigger: 'stop' }],
    ['traffic', { weights: [{ version: 1, weight: 100 }], revision: 'x' }],
  ])('refuses %s %j, and says who decides that', async (path, asked) => {
    const { status, body } = await backend.call('post', `${MODEL}/${path}`, {
      environment: 'production',
      ...asked,
    });
    expect(status).toBe(409);
    expect(body.error.message).toMatch(/by (its|the model's) own pipeline/);
  });

  it.each(['deploy-model', 'roll-back-model'])(
    'refuses the same to agents: %s',
    async name => {
      const { status, body } = await backend.call(
        'post',
        `/.backstage/actions/v1/actions/ml-models:${name}/invoke`,
        { modelRef: 'flight-delay', environment: 'production', version: 1 },
      );
      expect(status).toBe(409);
      expect(body.error.message).toContain('by its own pipeline');
    },
  );

  it('lets nobody write its history', async () => {
    const { status, body } = await backend.call(
      'post',
      `${MODEL}/deployments`,
      {
        environment: 'production',
        trigger: 'observed',
      },
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain('learnt from inference records');
  });
});
