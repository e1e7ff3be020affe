import { mockCredentials } from '@backstage/backend-test-utils';
import {
  Operation,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aModelReport,
  anInferenceId,
  aReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from './__testUtils__/aModelEntity';
import { startMlModels } from './__testUtils__/startMlModels';
import { otlpJson } from './inference/__testUtils__/otlpJson';

const MODEL = '/models/default/flight-delay';
const SCOPE = 'mlmodel:default/flight-delay';

/** Served by modules, where they are installed. */
const OF_MODULES = [
  'createGitRepository',
  'getGitRepository',
  'getSampleStatus',
];

function idOf(timeMs: number) {
  return { 'noshelfware.inference.id': anInferenceId(timeMs) };
}

describe('the plugin', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [
        aModelEntity({ title: 'Flight delay' }),
        aModelEntity({ name: 'no-source', annotations: {} }),
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: 'flight-ops-ds', title: 'Flight Ops DS' },
          spec: { type: 'team', children: [] },
        },
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
  });

  const own: Operation[] = Object.values<Operation>(operations).filter(
    ({ id }) => !OF_MODULES.includes(id),
  );

  function pathOf({ path }: Operation): string {
    return path
      .replace(':namespace/:name', 'default/flight-delay')
      .replace(/:(version|row)/, '1')
      .replace(/:[a-z]+/g, 'x');
  }

  it.each(own)('serves $id to nobody without credentials', async operation => {
    const response = await backend.call(
      operation.method,
      pathOf(operation),
      undefined,
      null,
    );
    expect(response.status).toBe(401);
  });

  it.each(own)('serves $id', async operation => {
    const response = await backend.call(
      operation.method,
      pathOf(operation),
      undefined,
      operation.tokens?.only ? await aTokenHeader(operation.tokens) : undefined,
    );
    // Express answers so where there is no route at all.
    expect([response.status, response.text]).not.toEqual([404, '']);
    expect(response.status).not.toBe(401);
    if (response.status === 200 && !operation.streams) {
      operation.response.parse(response.body);
    }
  });

  async function aTokenHeader({ purpose }: { purpose: string }) {
    const { body } = await backend.call('post', `${MODEL}/tokens`, {
      purpose,
      scopeRef: SCOPE,
      description: 'for one call',
    });
    return `Bearer ${body.secret}`;
  }

  it('describes its API', async () => {
    const response = await backend.call('get', '/openapi.json');
    expect(response.body).toMatchObject({ openapi: '3.1.0' });
  });

  describe('models', () => {
    it('are listed with owner and shelf age', async () => {
      const { body } = await backend.call('get', '/models');
      expect(body.items).toEqual([
        expect.objectContaining({
          modelRef: SCOPE,
          title: 'Flight delay',
          owner: 'group:default/flight-ops-ds',
          ownerTitle: 'Flight Ops DS',
          ownerExists: true,
          system: 'system:default/flight-operations',
          environments: [{ name: 'production' }],
          onShelf: true,
        }),
        expect.objectContaining({ title: 'no-source' }),
      ]);
    });

    it('that are not in the catalog are named in a 404', async () => {
      const { status, body } = await backend.call(
        'get',
        '/models/default/nope',
      );
      expect(status).toBe(404);
      expect(body.error.message).toContain('mlmodel:default/nope');
    });

    it('without a host for their code say so', async () => {
      const { status, body } = await backend.call('get', `${MODEL}/repository`);
      expect(status).toBe(404);
      expect(body.error.message).toContain('on no source host');
    });
  });

  describe('tokens', () => {
    async function createToken(purpose: string) {
      const { body } = await backend.call('post', `${MODEL}/tokens`, {
        purpose,
        scopeRef: SCOPE,
        description: 'for the collector',
      });
      return body;
    }

    it('show their secret once', async () => {
      const created = await createToken('ingest');
      expect(created.secret).toMatch(/^nsw_ingest_/);
      const { body } = await backend.call('get', `${MODEL}/tokens`);
      expect(body.items).toContainEqual(
        expect.objectContaining({
          id: created.id,
          createdBy: 'user:default/mock',
          managed: false,
        }),
      );
      expect(JSON.stringify(body)).not.toContain(created.secret);
      expect(JSON.stringify(body)).not.toMatch(/secret|hash/i);
    });

    it('may be good for the model, its system or its owner only', async () => {
      const { status, body } = await backend.call('post', `${MODEL}/tokens`, {
        purpose: 'ingest',
        scopeRef: 'system:default/other',
        description: 'too much',
      });
      expect(status).toBe(400);
      expect(body.error.message).toContain('system:default/flight-operations');
    });

    it('register versions until they are revoked', async () => {
      const { id, secret } = await createToken('register');
      const register = () =>
        backend.call(
          'post',
          `${MODEL}/versions`,
          { report: aModelReport(), runId: 'run-1' },
          `Bearer ${secret}`,
        );
      expect(await register()).toMatchObject({
        status: 201,
        body: { version: 1, createdBy: `token:${id}` },
      });
      await backend.call('delete', `${MODEL}/tokens/${id}`);
      expect((await register()).status).toBe(401);
    });

    it('register versions of no other model', async () => {
      const { secret } = await createToken('register');
      const { status, body } = await backend.call(
        'post',
        '/models/default/no-source/versions',
        { report: aModelReport() },
        `Bearer ${secret}`,
      );
      expect(status).toBe(403);
      expect(body.error.message).toContain(`is good for ${SCOPE}`);
    });

    it('for one thing are good for no other', async () => {
      const { secret } = await createToken('ingest');
      const { status } = await backend.call(
        'post',
        `${MODEL}/versions`,
        { report: aModelReport() },
        `Bearer ${secret}`,
      );
      expect(status).toBe(401);
    });

    it('for inference records are good for their scope, and until they are revoked', async () => {
      const { id, secret } = await createToken('ingest');
      const report = () =>
        backend.call(
          'post',
          '/otlp/v1/logs',
          JSON.parse(
            otlpJson(
              { attributes: idOf(Date.now()) },
              {
                attributes: idOf(Date.now()),
                resource: { 'noshelfware.model': 'mlmodel:default/no-source' },
              },
            ),
          ),
          `Bearer ${secret}`,
        );
      const { body, status } = await report();
      expect(status).toBe(200);
      expect(body.partialSuccess).toEqual({
        rejectedLogRecords: '1',
        errorMessage:
          '1 rejected: the token is not good for mlmodel:default/no-source',
      });
      await backend.call('delete', `${MODEL}/tokens/${id}`);
      expect((await report()).status).toBe(401);
    });

    it.each([
      'system:default/flight-operations',
      'group:default/flight-ops-ds',
    ])(
      'for inference records of %s are good for each of its models',
      async scopeRef => {
        const { body: token } = await backend.call('post', `${MODEL}/tokens`, {
          purpose: 'ingest',
          scopeRef,
          description: 'for the collector of all',
        });
        const noSource = { 'noshelfware.model': 'mlmodel:default/no-source' };
        const attributes = idOf(Date.now());
        const logs = [{ attributes }, { attributes, resource: noSource }];
        const { body, status } = await backend.call(
          'post',
          '/otlp/v1/logs',
          JSON.parse(otlpJson(...logs)),
          `Bearer ${token.secret}`,
        );
        expect([status, body]).toEqual([200, {}]);
      },
    );

    it.each(['register', 'git'])(
      'to %s report no inferences',
      async purpose => {
        const { secret } = await createToken(purpose);
        const { status, body } = await backend.call(
          'post',
          '/otlp/v1/logs',
          JSON.parse(otlpJson({})),
          `Bearer ${secret}`,
        );
        expect(status).toBe(401);
        expect(body.message).toContain('wrong or revoked');
      },
    );

    it('unknown to the model are named in a 404', async () => {
      const { status } = await backend.call('delete', `${MODEL}/tokens/nope`);
      expect(status).toBe(404);
    });
  });

  describe("a subject's records", () => {
    it('are deleted by a value, and traced without it', async () => {
      const { body: token } = await backend.call('post', `${MODEL}/tokens`, {
        purpose: 'ingest',
        scopeRef: SCOPE,
        description: 'for records',
      });
      await backend.call(
        'post',
        `/records?model=${SCOPE}&version=1&environment=production`,
        [{ inputs: { name: 'ada' } }, { inputs: { name: 'grace' } }],
        `Bearer ${token.secret}`,
      );
      const subject = { path: 'inputs.name', value: 'ada' };
      const path = `${MODEL}/subject-deletions`;
      expect((await backend.call('post', path, subject)).body).toEqual({
        dryRun: true,
        records: 1,
        waitingFeedback: 0,
      });
      await backend.call('post', path, { ...subject, dryRun: false });
      const { body } = await backend.call('get', `${MODEL}/inferences`);
      const left = JSON.stringify(body.items);
      expect(left).toContain('grace');
      expect(left).not.toContain('ada');
      const [event] = backend.audited.filter(
        ({ meta }) => meta?.dryRun === false,
      );
      expect(event).toMatchObject({
        eventId: 'subject-delete',
        severityLevel: 'high',
        meta: {
          modelRef: SCOPE,
          path: 'inputs.name',
          subject: expect.stringMatching(/^hmac:/),
        },
      });
    });

    it.each([
      ['another place', { path: 'passenger', value: 'ada' }],
      ['no value', { path: 'inputs.passenger', value: '' }],
    ])('are not looked for in %s', async (_, body) => {
      const { status } = await backend.call(
        'post',
        `${MODEL}/subject-deletions`,
        body,
      );
      expect(status).toBe(400);
    });
  });

  describe('versions', () => {
    it('are registered by whom Backstage knows, and read back', async () => {
      const { body: version } = await backend.call(
        'post',
        `${MODEL}/versions`,
        {
          report: aModelReport(),
          referenceRows: [aReferenceRow()],
          label: 'spring',
        },
      );
      const { body } = await backend.call(
        'get',
        `${MODEL}/versions/${version.version}`,
      );
      expect(body).toMatchObject({
        label: 'spring',
        exampleInputs: aReferenceRow().inputs,
        signature: aModelReport().signature,
      });
    });

    it('name the field of a report that does not fit', async () => {
      const { status, body } = await backend.call('post', `${MODEL}/versions`, {
        report: { ...aModelReport(), artifact: { path: 'x', digest: 'md5:1' } },
      });
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/^body\.report\.artifact\.digest: /);
    });

    it('come in pages, newest first', async () => {
      await backend.call('post', `${MODEL}/versions`, {
        report: aModelReport(),
      });
      const first = await backend.call('get', `${MODEL}/versions?limit=1`);
      const next = await backend.call(
        'get',
        `${MODEL}/versions?limit=1&cursor=${first.body.nextCursor}`,
      );
      expect(next.body.items[0].version).toBe(first.body.items[0].version - 1);
    });

    it('are not listed behind a cursor that no page has given', async () => {
      const { status, body } = await backend.call(
        'get',
        `${MODEL}/versions?cursor=7`,
      );
      expect(status).toBe(400);
      expect(body.error.message).toContain(
        'query.cursor is not one that a page has given',
      );
    });

    it.each([
      '/versions/99',
      '/performance?version=99',
      '/performance/comparison?against=version&againstVersion=99',
    ])(
      'that are not there are answered with the newest that is: %s',
      async path => {
        const { status, body } = await backend.call('get', `${MODEL}${path}`);
        expect(status).toBe(404);
        expect(body.error.message).toMatch(
          /has no version 99; its newest is \d/,
        );
      },
    );
  });

  describe('deployments', () => {
    it('say which environments there are', async () => {
      const { status, body } = await backend.call(
        'post',
        `${MODEL}/deployments`,
        { environment: 'prod' },
      );
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        `${SCOPE} has no environment 'prod'; its environments are production`,
      );
    });

    it('say that the model does not tell where its code is', async () => {
      const { status, body } = await backend.call(
        'post',
        '/models/default/no-source/deployments',
        { environment: 'production' },
      );
      expect(status).toBe(400);
      expect(body.error.message).toContain('backstage.io/source-location');
    });

    it('refuse a version that is not there', async () => {
      const { status } = await backend.call('post', `${MODEL}/deployments`, {
        environment: 'production',
        version: 99,
      });
      expect(status).toBe(404);
    });

    it('refuse a version that nothing can be started from', async () => {
      const { body: version } = await backend.call(
        'post',
        `${MODEL}/versions`,
        { report: aModelReport() },
      );
      const { status, body } = await backend.call(
        'post',
        `${MODEL}/deployments`,
        { environment: 'production', version: version.version },
      );
      expect(status).toBe(400);
      expect(body.error.message).toContain('came without an artifact');
    });

    it('refuse a rollback where nothing is live', async () => {
      const { status, body } = await backend.call(
        'post',
        `${MODEL}/deployments`,
        { environment: 'production', trigger: 'rollback' },
      );
      expect(status).toBe(409);
      expect(body.error.message).toContain('nothing to roll back');
    });

    it.each([
      [{}, 409, 'nothing to retrain: deploy a version first'],
      [{ version: 1 }, 400, 'give neither a version nor a commit'],
      [{ commit: 'b'.repeat(40) }, 400, 'give neither a version nor a commit'],
    ])(
      'refuse a retrain that asks for %j with %i',
      async (asked, expected, says) => {
        const { status, body } = await backend.call(
          'post',
          `${MODEL}/deployments`,
          { environment: 'production', trigger: 'retrain', ...asked },
        );
        expect(status).toBe(expected);
        expect(body.error.message).toContain(says);
      },
    );

    it('are asked for, followed and cancelled', async () => {
      backend.engine.stuck = true;
      const { status, body: requested } = await backend.call(
        'post',
        `${MODEL}/deployments`,
        { environment: 'production', commit: 'b'.repeat(40) },
      );
      expect(status).toBe(201);
      expect(requested).toMatchObject({
        modelRef: SCOPE,
        trigger: 'manual',
        requestedBy: 'user:default/mock',
      });
      const path = `/deployments/${requested.id}`;
      const list = await backend.call('get', `${MODEL}/deployments`);
      expect(list.body.items[0].id).toBe(requested.id);
      expect((await backend.call('get', `${path}/steps/no/log`)).status).toBe(
        404,
      );
      expect((await backend.call('post', `${path}/cancel`)).status).toBe(200);
      expect(await untilFinal(path)).toMatchObject({ status: 'cancelled' });
      expect((await backend.call('post', `${path}/cancel`)).status).toBe(409);
    });

    it('come in pages and by status, newest first', async () => {
      const ids: string[] = [];
      for (const commit of ['c', 'd']) {
        const { body } = await backend.call('post', `${MODEL}/deployments`, {
          environment: 'production',
          commit: commit.repeat(40),
        });
        ids.unshift(body.id);
        await backend.call('post', `/deployments/${body.id}/cancel`);
        await untilFinal(`/deployments/${body.id}`);
      }
      const path = `${MODEL}/deployments?status=cancelled&limit=1`;
      const first = await backend.call('get', path);
      const { nextCursor } = first.body;
      const next = await backend.call('get', `${path}&cursor=${nextCursor}`);
      expect([...first.body.items, ...next.body.items]).toMatchObject(
        ids.map(id => ({ id, status: 'cancelled' })),
      );
    });

    it.each(['status=unheard-of', 'cursor=7', 'limit=0'])(
      'are not listed by %s',
      async query => {
        const path = `${MODEL}/deployments?${query}`;
        const { status, body } = await backend.call('get', path);
        expect(status).toBe(400);
        expect(body.error.message).toContain(`query.${query.split('=')[0]}`);
      },
    );

    it('may be asked for by a service on behalf of a person', async () => {
      const { body } = await backend.call(
        'post',
        `${MODEL}/deployments`,
        { environment: 'production', onBehalfOf: 'user:default/ada' },
        mockCredentials.service.header(),
      );
      expect(body).toMatchObject({
        trigger: 'api',
        requestedBy: 'user:default/ada',
      });
    });
  });

  async function untilFinal(path: string) {
    for (;;) {
      const { body } = await backend.call('get', path);
      if (body.endedAt) {
        return body;
      }
    }
  }
});
