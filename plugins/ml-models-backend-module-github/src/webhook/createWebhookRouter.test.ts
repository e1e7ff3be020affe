import { createHmac } from 'node:crypto';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { createWebhookRouter } from './createWebhookRouter';

const SECRET = 'the secret of the webhook';

const repository = {
  html_url: 'https://github.com/Flights/flight-delay',
  name: 'flight-delay',
  owner: { login: 'Flights' },
};
const RUN = { action: 'completed', workflow_run: { id: 42 }, repository };
const JOB = {
  action: 'queued',
  workflow_job: { id: 7, run_id: 42 },
  repository,
};

describe('the webhook', () => {
  const heard: string[] = [];
  beforeEach(() => heard.splice(0));

  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  const app = express()
    .use(
      createWebhookRouter({
        secret: SECRET,
        logger: mockServices.logger.mock(),
        onRun: async runId => void heard.push(runId),
        onPush: async ({ branch }) => void heard.push(branch),
      }),
    )
    .use(middleware.error());

  /** @param options.secret - null: it is not signed */
  function deliver(
    event: string,
    payload: unknown,
    options: { secret?: string | null; body?: string } = {},
  ) {
    const { secret = SECRET, body = JSON.stringify(payload) } = options;
    const call = request(app)
      .post('/github/webhook')
      .set('content-type', 'application/json')
      .set('x-github-event', event);
    if (secret) {
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      call.set('x-hub-signature-256', `sha256=${signature}`);
    }
    return call.send(body);
  }

  it.each([
    ['workflow_run', RUN],
    ['workflow_job', JOB],
  ])('tells by %s which run goes on, again too', async (event, payload) => {
    for (const { status } of [
      await deliver(event, payload),
      await deliver(event, payload),
    ]) {
      expect(status).toBe(204);
    }
    expect(heard).toEqual([
      'github.com/flights/flight-delay/42',
      'github.com/flights/flight-delay/42',
    ]);
  });

  it.each(['ping', 'issues', 'constructor'])(
    'takes %s, and makes nothing of it',
    async event => {
      expect((await deliver(event, { zen: 'Keep it.' })).status).toBe(204);
      expect(heard).toEqual([]);
    },
  );

  it.each([
    ['signed by somebody else', { secret: 'another' }],
    ['not signed', { secret: null }],
  ])('refuses one that is %s', async (_, options) => {
    const { status, body } = await deliver('workflow_run', RUN, options);
    expect(status).toBe(401);
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect(heard).toEqual([]);
  });

  it('refuses one that was changed on the way', async () => {
    const body = JSON.stringify(RUN);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const { status } = await request(app)
      .post('/github/webhook')
      .set('x-github-event', 'workflow_run')
      .set('x-hub-signature-256', `sha256=${signature}`)
      .send(body.replace('42', '43'));
    expect(status).toBe(401);
  });

  it.each<[string, { body: string; event?: string }, RegExp]>([
    ['not JSON', { body: 'payload=%7B%7D' }, /choose the content type/],
    ['of no run', { body: '{}' }, /none of GitHub's/],
    [
      'of a push in its header alone',
      { body: JSON.stringify(RUN), event: 'push' },
      /none of GitHub's/,
    ],
  ])(
    'says what is wrong with one that is %s',
    async (_, { event = 'workflow_run', ...options }, message) => {
      const { status, body } = await deliver(event, {}, options);
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
    },
  );
});
