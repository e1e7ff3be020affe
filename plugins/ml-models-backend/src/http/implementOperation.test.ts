import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { operation } from '@noshelfware/backstage-plugin-ml-models-common';
import express from 'express';
import Router from 'express-promise-router';
import request from 'supertest';
import { z } from 'zod';
import { implementOperation } from './implementOperation';

const echo = operation({
  id: 'echo',
  method: 'post',
  path: '/models/:namespace/:name/versions/:version',
  summary: 'Says what it was told',
  query: z.object({ limit: z.coerce.number().int().max(10).default(5) }),
  body: z.object({ list: z.array(z.object({ n: z.number() })) }),
  response: z.unknown(),
});

function anApp() {
  const router = Router();
  implementOperation({
    router,
    httpAuth: mockServices.httpAuth(),
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

  it('names the path parameter that does not fit', async () => {
    const response = await request(anApp())
      .post('/models/default/m/versions/newest')
      .send({ list: [] });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/^path\.version: /);
  });
});
