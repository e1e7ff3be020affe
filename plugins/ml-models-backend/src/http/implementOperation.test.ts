import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { NotAllowedError } from '@backstage/errors';
import {
  deployPermission,
  operation,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { z } from 'zod';
import { openCallers } from '../__testUtils__/openCallers';
import { serveRouter } from '../__testUtils__/serveRouter';
import { implementOperation } from './implementOperation';

const echo = operation({
  id: 'echo',
  method: 'post',
  path: '/models/:namespace/:name/versions/:version',
  summary: 'Says what it was told',
  permission: null,
  query: z.object({ limit: z.coerce.number().int().max(10).default(5) }),
  body: z.object({ list: z.array(z.object({ n: z.number() })) }),
  response: z.unknown(),
});

function anApp() {
  const router = Router();
  implementOperation({
    router,
    callers: openCallers(),
    operation: echo,
    status: 201,
    handle: async ({ params, query, body, credentials }) => ({
      params,
      query,
      body,
      caller: credentials.principal.type,
    }),
  });
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  return express().use(router).use(middleware.error());
}

describe('implementOperation', () => {
  describe('with a permission', () => {
    const release = operation({
      id: 'release',
      method: 'post',
      path: '/models/:namespace/:name/releases',
      summary: 'Releases',
      permission: deployPermission,
      permissionWhen: {
        permission: rollBackPermission,
        applies: ({ body }) => body.back,
      },
      body: z.object({ back: z.boolean() }),
      response: z.unknown(),
    });

    /** Callers may roll back, and nothing else. */
    function aGuardedApp() {
      const router = Router();
      implementOperation({
        router,
        callers: openCallers({
          assertAllowed: async ({ permission, modelRef }) => {
            if (permission !== rollBackPermission) {
              throw new NotAllowedError(`${permission.name} at ${modelRef}`);
            }
          },
        }),
        operation: release,
        handle: async () => 'released',
      });
      return serveRouter(router);
    }

    it('lets nobody in without it', async () => {
      const { status, body } = await aGuardedApp()
        .post('/models/Default/M/releases')
        .send({ back: false });
      expect(status).toBe(403);
      expect(body.error.message).toBe('ml-models.deploy at mlmodel:default/m');
    });

    it('asks for the one that the call needs', async () => {
      const { status, body } = await aGuardedApp()
        .post('/models/default/m/releases')
        .send({ back: true });
      expect(status).toBe(200);
      expect(body).toBe('released');
    });

    it('is not served where no model is named to have it at', () => {
      expect(() =>
        implementOperation({
          router: Router(),
          callers: openCallers(),
          operation: { ...release, path: '/releases/:id' },
          handle: async () => 'released',
        }),
      ).toThrow('release needs a permission');
    });
  });

  it('hands the handler what its schemas made of the request', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/7?limit=3')
      .send({ list: [{ n: 1 }] });
    expect(response.status).toBe(201);
    expect(response.body).toEqual({
      params: { namespace: 'default', name: 'm', version: 7 },
      query: { limit: 3 },
      body: { list: [{ n: 1 }] },
      caller: 'user',
    });
  });

  it('names the field of a body that does not fit, and what was expected', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/7')
      .send({ list: [{ n: 'one' }] });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(
      /^body\.list\.0\.n: .*expected number/,
    );
  });

  it('says that a body is not JSON', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/7')
      .set('content-type', 'application/json')
      .send('{"list": [');
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/^body: expected JSON; /);
  });

  it('refuses a body that is too large', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/7')
      .send({ list: [], padding: 'x'.repeat(1024 * 1024) });
    expect(response.status).toBe(413);
  });

  it('names the query parameter that does not fit', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/7?limit=99')
      .send({ list: [] });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/^query\.limit: /);
  });

  it('says what a query parameter was that is of another kind', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/7?limit=many')
      .send({ list: [] });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toBe(
      "query.limit: Invalid input: expected number, received 'many'",
    );
  });

  it('refuses a query parameter that there is not, and names those there are', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/7?limt=3&limit=3')
      .send({ list: [] });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toBe(
      'query: there is no limt: known are limit',
    );
  });

  it('refuses any query parameter of an operation that takes none', async () => {
    const router = Router();
    implementOperation({
      router,
      callers: openCallers(),
      operation: { ...echo, query: undefined, body: undefined },
      handle: async () => 'read',
    });
    const { status, body } = await serveRouter(router).post(
      '/models/default/m/versions/7?limit=3',
    );
    expect(status).toBe(400);
    expect(body.error.message).toBe('query: there is no limit: none is known');
  });

  it('names the path parameter that does not fit', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/newest')
      .send({ list: [] });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/^path\.version: /);
  });
});
