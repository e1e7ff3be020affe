import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { refuseUnlessUp } from './refuseUnlessUp';

const LOGS = '/api/ml-models/otlp/v1/logs';
const RECORDS = '/api/ml-models/records';
const MODELS = '/api/ml-models/models';
const READINESS = '/.backstage/health/v1/readiness';

type Hook = () => void | Promise<void>;

function aBackend() {
  const startup: Hook[] = [];
  const shutdown: Hook[] = [];
  const lifecycle = mockServices.rootLifecycle.mock({
    addStartupHook: hook => void startup.push(hook),
    addShutdownHook: hook => void shutdown.push(hook),
  });
  const app = express().use(refuseUnlessUp(lifecycle));
  const runAll = async (hooks: Hook[]) => {
    for (const hook of hooks) await hook();
  };
  return {
    agent: request(app),
    start: () => runAll(startup),
    stop: () => runAll(shutdown),
  };
}

it('lets senders of records try again until the backend has started', async () => {
  const { agent, start } = aBackend();
  const early = await agent.post(LOGS);
  expect(early.status).toBe(503);
  expect(early.headers['retry-after']).toBe('1');
  expect((await agent.post(RECORDS)).status).toBe(503);
  expect((await agent.get(MODELS)).status).toBe(404);

  await start();
  expect((await agent.post(LOGS)).status).toBe(404);
});

it('answers what is asked of a backend that stops, but for its health', async () => {
  const { agent, start, stop } = aBackend();
  await start();
  await stop();
  for (const path of [LOGS, RECORDS, MODELS, '/api/catalog/entities']) {
    const late = await agent.get(path);
    expect(late.status).toBe(503);
    expect(late.headers['retry-after']).toBe('1');
    expect(late.body.error).toEqual({
      name: 'ServiceUnavailableError',
      message: 'Service is shutting down',
    });
  }
  expect((await agent.get(READINESS)).status).toBe(404);
});
