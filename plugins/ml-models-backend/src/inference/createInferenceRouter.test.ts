import { mockCredentials } from '@backstage/backend-test-utils';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  aFailure,
  anInference,
  InMemoryInferenceLogStore,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { openCallers } from '../__testUtils__/openCallers';
import { serveRouter } from '../__testUtils__/serveRouter';
import { createInferenceRouter } from './createInferenceRouter';

const PATH = '/models/default/flight-delay/inferences';
const SILENT = '/models/default/silent/inferences';
const HISTOGRAM = {
  from: '2026-03-01T00:00:00.000Z',
  until: '2026-03-01T12:00:00.000Z',
  bucketSeconds: 60,
  buckets: [
    {
      start: new Date(NOON_MS).toISOString(),
      ok: 7,
      invalidRequests: 1,
      errors: 2,
    },
  ],
  total: 10,
  invalidRequests: 1,
  errors: 2,
};
const ROUTES = [
  '',
  '/histogram',
  '/exceptions',
  '/export',
  '/abc/0',
  '/abc/0/neighbours',
];
/** Anybody may read but `hidden`, which does not exist for them, and `locked`. */
async function anAgent(store = new InMemoryInferenceLogStore()) {
  store.keep(anInference(), aFailure({ serial: 1 }));
  return serveRouter(
    createInferenceRouter({
      store,
      nowMs: () => NOON_MS,
      callers: openCallers(),
      histogram: { count: async () => HISTOGRAM },
      deployments: { findServing: async () => undefined },
      declared: {
        listNames: async () => ({ inputs: [], outputs: [], target: [] }),
        findInputs: async () => undefined,
      },
      policies: { find: async () => undefined },
      access: {
        assertReadable: async (_, modelRef) => {
          if (modelRef.endsWith('/hidden')) throw new NotFoundError(modelRef);
          if (modelRef.endsWith('/locked')) throw new NotAllowedError(modelRef);
        },
      },
    }),
  );
}

describe('the inference routes', () => {
  it('answer what is asked', async () => {
    const agent = await anAgent();
    const list = await agent.get(`${PATH}?status=ok&limit=1`);
    expect(list.status).toBe(200);
    expect(list.body.items).toHaveLength(1);
    const [{ id, row }] = list.body.items;
    expect((await agent.get(`${PATH}/${id}/${row}`)).body).toMatchObject({
      id,
      inputs: { carrier: 'UA' },
    });
    const range = `from=2026-03-10T00:00:00Z&until=2026-03-11T00:00:00Z`;
    const histogram = await agent.get(`${PATH}/histogram?${range}`);
    expect(histogram.body).toMatchObject({
      total: 10,
      invalidRequests: 1,
      errors: 2,
    });
    const byRows = await agent.get(`${PATH}/histogram?${range}&text=negative`);
    expect(byRows.body).toMatchObject({ total: 1, errors: 1 });
    const exceptions = await agent.get(`${PATH}/exceptions`);
    expect(exceptions.body.items).toMatchObject([{ type: 'ValueError' }]);
  });

  it('answer with a file that browsers save under its name', async () => {
    const agent = await anAgent();
    const csv = await agent.get(`${PATH}/export?format=csv&status=error`);
    expect(csv.status).toBe(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe(
      'attachment; filename="flight-delay-inferences-2026-03-10.csv"',
    );
    expect(csv.text.split('\r\n')).toHaveLength(3);
    const ndjson = await agent.get(`${PATH}/export`).buffer();
    expect(ndjson.headers['content-type']).toMatch('application/x-ndjson');
    const { id, row } = JSON.parse(ndjson.text.split('\n')[0]);
    const around = await agent.get(`${PATH}/${id}/${row}/neighbours`);
    expect(around.body).toMatchObject({ newer: [], older: [{ row: 0 }] });
  });

  it('refuse before a file begins, not within it', async () => {
    const store = new InMemoryInferenceLogStore();
    jest.spyOn(store, 'search').mockRejectedValue(new InputError('no a"b'));
    const agent = await anAgent(store);
    const response = await agent.get(`${PATH}/export`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('a"b');
  });

  it.each(['', '/histogram', '/exceptions', '/export'])(
    'refuse a range that ends before it begins: %s',
    async path => {
      const agent = await anAgent(new InMemoryInferenceLogStore());
      const query = {
        from: '2026-03-02T00:00:00Z',
        until: '2026-03-01T00:00:00Z',
      };
      const response = await agent.get(`${PATH}${path}`).query(query);
      expect(response.status).toBe(400);
      expect(response.body.error.message).toMatch(
        /query\.from.*is after query\.until/,
      );
    },
  );

  it('answer for a model that has not reported anything', async () => {
    const agent = await anAgent();
    expect((await agent.get(SILENT)).body).toEqual({ items: [] });
    expect((await agent.get(`${SILENT}/exceptions`)).body).toEqual({
      items: [],
      furtherGroups: 0,
    });
    const byRows = await agent.get(`${SILENT}/histogram?status=error&id=1`);
    expect(byRows.body).toMatchObject({ total: 0 });
    expect((await agent.get(`${SILENT}/export`)).text).toBe('');
    const record = await agent.get(`${SILENT}/abc/0`);
    expect(record.status).toBe(404);
    expect(record.body.error.message).toMatch(
      'mlmodel:default/silent has no inference abc row 0',
    );
  });

  it.each([
    ['a limit beyond what is given', `${PATH}?limit=501`, 'query.limit'],
    ['an instant that is none', `${PATH}?from=noon`, 'query.from'],
    ['features that are no JSON', `${PATH}?features=[`, 'query.features'],
    ['a cursor of another kind', `${PATH}?cursor=7`, 'query.cursor'],
    ['a row that is none', `${PATH}/abc/first`, 'path.row'],
    ['a version that none has', `${PATH}?version=3000000000`, 'query.version'],
    ['a row that none has', `${PATH}/abc/3000000000`, 'path.row'],
    ['a format that is none', `${PATH}/export?format=xls`, 'query.format'],
  ])('refuse %s', async (_, path, field) => {
    const agent = await anAgent();
    const response = await agent.get(path);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(field);
  });

  it.each(ROUTES)('ask who is calling: %s', async path => {
    const agent = await anAgent();
    const response = await agent
      .get(`${PATH}${path}`)
      .set('authorization', mockCredentials.user.invalidHeader());
    expect(response.status).toBe(401);
  });

  it.each(ROUTES)(
    'keep a model from those who may not read it: %s',
    async path => {
      const agent = await anAgent();
      const hidden = `/models/default/hidden/inferences${path}`;
      expect((await agent.get(hidden)).status).toBe(404);
      const locked = `/models/default/locked/inferences${path}`;
      expect((await agent.get(locked)).status).toBe(403);
    },
  );
});
