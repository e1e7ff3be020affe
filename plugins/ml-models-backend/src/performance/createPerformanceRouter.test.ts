import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import { NOON_MS } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { openCallers } from '../__testUtils__/openCallers';
import { serveRouter } from '../__testUtils__/serveRouter';
import { migrate } from '../database';
import {
  aMonitoredModel,
  aReference,
  someInferences,
} from './__testUtils__/aMonitoredModel';
import { createPerformanceRouter } from './createPerformanceRouter';

const PATH = '/models/default/flight-delay/performance';
const FEATURE = `${PATH}/features/distance`;
const COMPARISON = `${PATH}/comparison`;
const SLICES = `${PATH}/slices`;
const COMPLETENESS = '/models/default/flight-delay/completeness';
const MARKERS = '/models/default/flight-delay/markers';
const ROUTES = [PATH, FEATURE, COMPARISON, SLICES, COMPLETENESS, MARKERS];
const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
let knex: Knex;

beforeEach(async () => {
  knex = await databases.init('SQLITE_3');
  await migrate(knex);
});

/** Anybody may read but `hidden`, which does not exist for them, and `locked`. */
async function anAgent() {
  const now = { ms: NOON_MS + 60_000 };
  const model = await aMonitoredModel(knex, now);
  await model.freeze(1, aReference());
  await model.write(someInferences(600, { timeMs: NOON_MS }));
  now.ms = NOON_MS + 240_000;
  await model.judge();
  return serveRouter(
    createPerformanceRouter({
      knex,
      nowMs: () => now.ms,
      callers: openCallers(),
      liveVersions: { list: async () => [], listStopped: async () => [] },
      environments: {
        listDeclaredEnvironments: async () => ['staging', 'production'],
        listEnvironments: async () => ['edge', 'production'],
      },
      evaluation: { listMetrics: async () => [] },
      versions: {
        assertVersion: async (modelRef, version) => {
          if (version > 2) {
            throw new NotFoundError(`${modelRef} has no version ${version}`);
          }
        },
      },
      redaction: { findRules: async () => [] },
      thresholds: {
        findThresholds: async () => ({
          ...DEFAULT_VERDICT_THRESHOLDS,
          driftDistance: { drifted: 0.2 },
          predictionDrift: { degraded: 0.7 },
        }),
      },
      markers: {
        list: async () => [
          {
            time: new Date(NOON_MS).toISOString(),
            kind: 'deployment',
            version: 1,
            text: 'Version 1 went live',
          },
        ],
        listEnvironments: async () => ['staging'],
      },
      access: {
        assertReadable: async (_, modelRef) => {
          if (modelRef.endsWith('/hidden')) throw new NotFoundError(modelRef);
          if (modelRef.endsWith('/locked')) throw new NotAllowedError(modelRef);
        },
      },
    }),
  );
}

describe('the performance routes', () => {
  it('report on a model', async () => {
    const agent = await anAgent();
    const { status, body } = await agent.get(PATH);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      environment: 'production',
      versions: [1],
      totals: { requests: 600 },
      verdict: { state: 'healthy' },
      markers: [{ time: new Date(NOON_MS).toISOString(), version: 1 }],
    });
  });

  it('measure drift by the limits of the model', async () => {
    const agent = await anAgent();
    const limitsOf = (drift: { role: string; distanceLimit: number }[]) =>
      new Map(drift.map(({ role, distanceLimit }) => [role, distanceLimit]));
    const expected = new Map([
      ['input', 0.2],
      ['output', 0.7],
    ]);
    expect(limitsOf((await agent.get(PATH)).body.drift)).toEqual(expected);
    expect(limitsOf((await agent.get(COMPARISON)).body.drift)).toEqual(
      expected,
    );
    expect((await agent.get(FEATURE)).body.drift.distanceLimit).toBe(0.2);
  });

  it('tell whether all predictions were recorded', async () => {
    const agent = await anAgent();
    const { status, body } = await agent.get(COMPLETENESS);
    expect(status).toBe(200);
    expect(body).toMatchObject({ environment: 'production', versions: [] });
  });

  it('list what is marked on time axes, of one environment or of all', async () => {
    const agent = await anAgent();
    const since = `from=${new Date(NOON_MS - 3_600_000).toISOString()}`;
    const marker = {
      time: new Date(NOON_MS).toISOString(),
      kind: 'deployment',
      version: 1,
      text: 'Version 1 went live',
    };
    const { status, body } = await agent.get(`${MARKERS}?${since}`);
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { ...marker, environment: 'staging' },
      { ...marker, environment: 'production' },
    ]);
    const one = await agent.get(`${MARKERS}?${since}&environment=staging`);
    expect(one.body.items).toEqual([{ ...marker, environment: 'staging' }]);
    const later = await agent.get(
      `${MARKERS}?from=${new Date(NOON_MS + 180_000).toISOString()}`,
    );
    expect(later.body.items).toEqual([]);
  });

  it('show a feature', async () => {
    const agent = await anAgent();
    const { status, body } = await agent.get(FEATURE);
    expect(status).toBe(200);
    expect(body).toMatchObject({ feature: 'distance', type: 'numeric' });
  });

  it('compare a version with its baseline', async () => {
    const agent = await anAgent();
    const { status, body } = await agent.get(COMPARISON);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subject: { version: 1, totals: { requests: 600 } },
      against: { kind: 'baseline', rows: 1_000 },
    });
  });

  it('show no slices where none were chosen', async () => {
    const agent = await anAgent();
    const { status, body } = await agent.get(SLICES);
    expect(status).toBe(200);
    expect(body.dimensions).toEqual([]);
  });

  it('have nothing to show of a feature that is not there', async () => {
    const agent = await anAgent();
    const { status, body } = await agent.get(`${PATH}/features/altitude`);
    expect(status).toBe(404);
    expect(body.error.message).toMatch("no feature 'altitude'");
    const silent = '/models/default/silent/performance/features/distance';
    expect((await agent.get(silent)).body.error.message).toMatch(
      'answered nothing in production in that range',
    );
  });

  it.each([
    ['a version that is none', `${PATH}?version=first`, 'query.version'],
    ['an instant that is none', `${FEATURE}?until=noon`, 'query.until'],
    ['another instant that is none', `${SLICES}?from=noon`, 'query.from'],
    ['an unknown side', `${COMPARISON}?against=rumour`, 'query.against'],
    ['a version unnamed', `${COMPARISON}?against=version`, 'againstVersion'],
    [
      'a range that ends before it begins',
      `${COMPLETENESS}?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z`,
      'query.from',
    ],
    [
      'markers of a range that ends before it begins',
      `${MARKERS}?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z`,
      'query.from',
    ],
  ])('refuse %s', async (_, path, field) => {
    const agent = await anAgent();
    const { status, body } = await agent.get(path);
    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });

  it.each(ROUTES)('know no environment that is mistyped: %s', async path => {
    const agent = await anAgent();
    const { status, body } = await agent.get(`${path}?environment=prodution`);
    expect(status).toBe(404);
    expect(body.error.message).toBe(
      "mlmodel:default/flight-delay has no environment 'prodution' and no records of one; its environments are staging, production, edge",
    );
  });

  it.each([
    ...ROUTES.filter(path => path !== SLICES).map(path => `${path}?version=77`),
    `${COMPARISON}?against=version&againstVersion=77`,
  ])('know no version that is mistyped: %s', async path => {
    const agent = await anAgent();
    const { status, body } = await agent.get(path);
    expect(status).toBe(404);
    expect(body.error.message).toBe(
      'mlmodel:default/flight-delay has no version 77',
    );
  });

  it.each(['staging', 'edge'])(
    'know an environment without requests in the range: %s',
    async environment => {
      const agent = await anAgent();
      const { status, body } = await agent.get(
        `${PATH}?environment=${environment}`,
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({ environment, totals: { requests: 0 } });
    },
  );

  it.each(ROUTES)('ask who is calling: %s', async path => {
    const agent = await anAgent();
    const response = await agent
      .get(path)
      .set('authorization', mockCredentials.user.invalidHeader());
    expect(response.status).toBe(401);
  });

  it.each(ROUTES)(
    'keep a model from those who may not read it: %s',
    async path => {
      const agent = await anAgent();
      const other = (name: string) => path.replace('flight-delay', name);
      expect((await agent.get(other('hidden'))).status).toBe(404);
      expect((await agent.get(other('locked'))).status).toBe(403);
    },
  );
});
