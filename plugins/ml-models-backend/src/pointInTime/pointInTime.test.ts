import {
  anInferenceId,
  aModelReport,
  FLIGHT_DELAY,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { mockCredentials } from '@backstage/backend-test-utils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { startMlModels } from '../__testUtils__/startMlModels';
import { otlpJson } from '../inference/__testUtils__/otlpJson';

const MODEL = '/models/default/flight-delay';
const DATA = {
  digest: `sha256:${'d'.repeat(64)}`,
  references: [{ entityRef: 'resource:default/nyc-flights', rows: 900 }],
};

describe('the route of a moment', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;
  let deployment: { id: string; endedAt: string };

  beforeAll(async () => {
    // Services are asked past the gateway, which is in memory here.
    jest
      .spyOn(global, 'fetch')
      .mockImplementation((...call) => backend.runtime.fetch(...call));
    backend = await startMlModels({
      entities: [
        aModelEntity({ spec: { environments: ['staging', 'production'] } }),
      ],
    });
    backend.engine.output = { report: aModelReport({ data: DATA }) };
    deployment = await deploy();
  });

  afterAll(async () => {
    await backend.stop();
    jest.restoreAllMocks();
  });

  async function deploy() {
    const { body } = await backend.call('post', `${MODEL}/deployments`, {
      environment: 'production',
    });
    for (;;) {
      const { body: now } = await backend.call(
        'get',
        `/deployments/${body.id}`,
      );
      if (now.endedAt) return now;
    }
  }

  const ask = (query: Record<string, string>, authorization?: string | null) =>
    backend.call(
      'get',
      `${MODEL}/at?${new URLSearchParams(query)}`,
      undefined,
      authorization,
    );

  async function send(id: string, resource: Record<string, string> = {}) {
    const { body: token } = await backend.call('post', `${MODEL}/tokens`, {
      purpose: 'ingest',
      scopeRef: FLIGHT_DELAY,
      description: 'from a test',
    });
    const log = otlpJson({
      resource: { 'service.version': '1', ...resource },
      attributes: { 'noshelfware.inference.id': id },
    });
    const { status } = await backend.call(
      'post',
      '/otlp/v1/logs',
      JSON.parse(log),
      `Bearer ${token.secret}`,
    );
    expect(status).toBe(200);
  }

  const servedVersion = () => ({
    version: 1,
    commit: { sha: 'c'.repeat(40) },
    artifactDigest: `sha256:${'a'.repeat(64)}`,
    trainedOn: DATA,
    deployment: {
      id: deployment.id,
      trigger: 'manual',
      requestedBy: mockCredentials.user().principal.userEntityRef,
      endedAt: deployment.endedAt,
    },
  });

  it('tells who owned the model, and what served from what and by whom', async () => {
    const { status, body } = await ask({ time: deployment.endedAt });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      modelRef: FLIGHT_DELAY,
      time: deployment.endedAt,
      owner: { ownerRef: 'group:default/flight-ops-ds', isFirstSeen: true },
      environments: [
        { name: 'staging', versions: [] },
        {
          name: 'production',
          lastChange: { id: deployment.id },
          versions: [{ ...servedVersion(), weight: 100, role: 'primary' }],
        },
      ],
    });
    expect(body.owner.since).toBe(body.ownersKnownSince);
    expect(body.owner.until).toBeUndefined();
  });

  it('knows of nothing before the model was first seen, and says since when it knows', async () => {
    const { status, body } = await ask({ time: '2020-01-01T01:00:00+01:00' });
    expect(status).toBe(200);
    expect(body).toEqual({
      modelRef: FLIGHT_DELAY,
      time: '2020-01-01T00:00:00.000Z',
      knownSince: expect.any(String),
      ownersKnownSince: expect.any(String),
      environments: [
        { name: 'staging', versions: [] },
        { name: 'production', versions: [] },
      ],
    });
  });

  it('takes an inference for its moment, and tells which version answered it', async () => {
    const id = anInferenceId(Date.now());
    await send(id);
    const { status, body } = await ask({ inference: id.toUpperCase() });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      owner: { ownerRef: 'group:default/flight-ops-ds' },
      environments: [{}, { versions: [servedVersion()] }],
      answeredBy: {
        ...servedVersion(),
        environment: 'production',
        traffic: 'primary',
      },
    });
    expect(anInferenceId(Date.parse(body.time))).toBe(id);
  });

  it('tells of a version of elsewhere that it was not deployed from here', async () => {
    const id = anInferenceId(Date.now(), 1);
    await send(id, {
      'service.version': 'of-elsewhere',
      'deployment.environment.name': 'edge',
    });
    const { answeredBy } = (await ask({ inference: id })).body;
    expect(answeredBy).toEqual({
      version: 2,
      label: 'of-elsewhere',
      environment: 'edge',
      traffic: 'primary',
    });
  });

  it('takes the time of an inference whose record is gone from its id', async () => {
    const time = '2024-05-01T00:00:00.000Z';
    const { body } = await ask({ inference: anInferenceId(Date.parse(time)) });
    expect(body).toMatchObject({ time });
    expect(body.answeredBy).toBeUndefined();
  });

  it('bears with a clock that is a little ahead', async () => {
    const time = new Date(Date.now() + 60_000).toISOString();
    expect((await ask({ time })).body).toMatchObject({
      time,
      environments: [{}, { versions: [{ version: 1 }] }],
    });
  });

  it.each([
    [{}, 400, 'give either a time, e.g.'],
    [
      { time: '2026-01-01T00:00:00Z', inference: anInferenceId(0) },
      400,
      'give either a time, e.g.',
    ],
    [{ time: 'yesterday' }, 400, 'query.time'],
    [{ time: '2026-01-01T00:00:00' }, 400, 'query.time'],
    [{ inference: 'x' }, 400, 'query.inference'],
    [{ time: '2926-01-01T00:00:00Z' }, 400, 'is still to come'],
    [
      { inference: '1f1e6d0a-7d4c-4b52-9d4e-0a4f6f1f8d11' },
      404,
      'its id tells no time',
    ],
  ])('refuses %j and says why', async (query, expected, message) => {
    const { status, body } = await ask(query as Record<string, string>);
    expect([status, body.error.message]).toEqual([
      expected,
      expect.stringContaining(message),
    ]);
  });

  it('refuses who is not signed in, and knows no model that is not in the catalog', async () => {
    const time = deployment.endedAt;
    expect((await ask({ time }, null)).status).toBe(401);
    const { status } = await backend.call(
      'get',
      `/models/default/no-show/at?time=${time}`,
    );
    expect(status).toBe(404);
  });
});
