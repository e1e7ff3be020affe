import { LifecycleServiceStartupHook } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { refuseUntilStarted } from './refuseUntilStarted';

const LOGS = '/api/ml-models/otlp/v1/logs';

it('lets senders of records try again until the backend has started', async () => {
  const hooks: LifecycleServiceStartupHook[] = [];
  const lifecycle = mockServices.rootLifecycle.mock({
    addStartupHook: hook => void hooks.push(hook),
  });
  const app = express().use(refuseUntilStarted(lifecycle));

  const early = await request(app).post(LOGS);
  expect(early.status).toBe(503);
  expect(early.headers['retry-after']).toBe('1');
  expect((await request(app).post('/api/ml-models/records')).status).toBe(503);
  expect((await request(app).get('/api/ml-models/models')).status).toBe(404);

  for (const hook of hooks) await hook();
  expect((await request(app).post(LOGS)).status).toBe(404);
});
