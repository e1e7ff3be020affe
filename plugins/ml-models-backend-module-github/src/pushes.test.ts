import { createHmac } from 'node:crypto';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import {
  PushEvent,
  SourceHostContext,
} from '@noshelfware/backstage-plugin-ml-models-node';
import express from 'express';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import request from 'supertest';
import { anApi } from './__testUtils__/anEngine';
import { FakeCode } from './__testUtils__/FakeCode';
import { API } from './__testUtils__/FakeGitHub';
import { GITEA } from './__testUtils__/FakeGitea';
import { GitHubSourceHost } from './source/GitHubSourceHost';
import { createWebhookRouter } from './webhook/createWebhookRouter';

const SECRET = 'the secret of the webhook';
const REPOSITORY = `${API}/repos/flights/flight-delay`;

const server = setupServer(http.all('http://127.0.0.1*', () => passthrough()));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Of a portal with such models, by ref where their code is. */
async function aPortal(
  models: Record<string, string>,
  changes: Partial<SourceHostContext> = {},
  answerWithinMs?: number,
) {
  const told: PushEvent[] = [];
  const logger = mockServices.logger.mock();
  const host = new GitHubSourceHost({
    api: anApi({ gitea: GITEA }),
    logger,
    timing: { looks: 3, lookMs: 1 },
  });
  await host.start({
    verifyGitToken: async () => undefined,
    onPush: async event => {
      told.push(event);
      return 'Deployment queued';
    },
    listModels: async isFrom =>
      Object.keys(models).filter(modelRef => isFrom(models[modelRef])),
    ...changes,
  });
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger,
  });
  const app = express()
    .use(
      createWebhookRouter({
        secret: SECRET,
        logger,
        onRun: async () => {},
        onPush: push => host.hearPush(push),
        answerWithinMs,
      }),
    )
    .use(middleware.error());
  const deliver = (
    payload: unknown,
    headers: Record<string, string> = {},
    event = 'x-github-event',
  ) => {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    return request(app)
      .post('/github/webhook')
      .set({
        'content-type': 'application/json',
        [event]: 'push',
        'x-hub-signature-256': `sha256=${signature}`,
        ...headers,
      })
      .send(body);
  };
  return { deliver, logger, told };
}

const MODEL = 'mlmodel:default/flight-delay';

describe.each(['github', 'gitea'] as const)('a push on %s', kind => {
  let code: FakeCode;
  let commit: string;

  beforeEach(() => {
    code = new FakeCode(kind);
    code.commit();
    commit = code.commit();
    server.use(...code.handlers());
  });

  const ours = () => aPortal({ [MODEL]: code.sourceLocation });

  it('is deployed for the model whose code it is', async () => {
    const { deliver, told } = await ours();
    expect((await deliver(code.aPush())).status).toBe(204);
    expect(told).toEqual([
      {
        pushId: expect.stringMatching(/^[0-9a-f]{64}$/),
        modelRef: MODEL,
        branch: 'main',
        defaultBranch: 'main',
        commit,
        cloneUrl: `${code.webUrl}/flights/flight-delay.git`,
      },
    ]);
  });

  it('is the same push when it is delivered again, whatever its headers say', async () => {
    const { deliver, told } = await ours();
    await deliver(code.aPush(), { 'x-github-delivery': 'one' });
    await deliver(code.aPush(), { 'x-github-delivery': 'two' });
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
  });

  it('is another one than that of another commit', async () => {
    const { deliver, told } = await ours();
    await deliver(code.aPush());
    code.commit();
    await deliver(code.aPush());
    expect(new Set(told.map(({ pushId }) => pushId)).size).toBe(2);
  });

  it('is not deployed once another has come, be it late or replayed', async () => {
    const { deliver, told } = await ours();
    const old = code.aPush();
    const newer = code.commit();
    await deliver(code.aPush());
    expect((await deliver(old)).status).toBe(204);
    expect(told.map(event => event.commit)).toEqual([newer]);
  });

  it('is waited for where the host still answers as before it', async () => {
    const { deliver, told } = await ours();
    code.lag = 2;
    await deliver(code.aPush());
    expect(told).toHaveLength(1);
  });

  it('is deployed for each of two models of a repository, however they write it', async () => {
    const { deliver, told } = await aPortal({
      [MODEL]: `${code.sourceLocation}/tree/main/delay/`,
      'mlmodel:default/other': 'url:https://github.com/other/flight-delay',
      'mlmodel:default/no-show': `${code.sourceLocation.replace(
        'flights',
        'Flights',
      )}/tree/main/no-show/`,
    });
    await deliver(code.aPush());
    expect(told.map(({ modelRef }) => modelRef)).toEqual([
      MODEL,
      'mlmodel:default/no-show',
    ]);
  });

  it('of a repository of no model is not looked at', async () => {
    const { deliver, told } = await aPortal({});
    expect((await deliver(code.aPush())).status).toBe(204);
    expect(told).toEqual([]);
    expect(code.asked).toEqual([]);
  });

  it.each([
    ['another branch', { ref: 'refs/heads/feature' }],
    ['a tag that is called as the branch', { ref: 'refs/tags/main' }],
    ['a branch that it deletes', { after: '0'.repeat(40), deleted: true }],
  ])('to %s asks nobody', async (_, changes) => {
    const { deliver, told } = await ours();
    expect((await deliver(code.aPush(changes))).status).toBe(204);
    expect(told).toEqual([]);
    expect(code.asked).toEqual([]);
  });

  it('to what it calls the default branch, and is none, is not deployed', async () => {
    const { deliver, told } = await ours();
    const push = code.aPush();
    code.defaultBranch = 'trunk';
    expect((await deliver(push)).status).toBe(204);
    expect(told).toEqual([]);
  });

  it('to a default branch that is gone is not deployed', async () => {
    const { deliver, told } = await ours();
    const push = code.aPush();
    code.history.splice(0);
    expect((await deliver(push)).status).toBe(204);
    expect(told).toEqual([]);
  });

  it('to a default branch that has just become it is deployed', async () => {
    const { deliver, told } = await ours();
    await deliver(code.aPush());
    code.defaultBranch = 'trunk';
    await deliver(code.aPush());
    expect(told.map(({ defaultBranch }) => defaultBranch)).toEqual([
      'main',
      'trunk',
    ]);
  });
});

describe('a push', () => {
  let code: FakeCode;

  beforeEach(() => {
    code = new FakeCode();
    code.commit();
    server.use(...code.handlers());
  });

  it('is heard by the header of Gitea alone', async () => {
    const { deliver, told } = await aPortal({ [MODEL]: code.sourceLocation });
    await deliver(code.aPush(), {}, 'x-gitea-event');
    expect(told).toHaveLength(1);
  });

  it('that is forged asks and deploys nothing', async () => {
    const { deliver, told } = await aPortal({ [MODEL]: code.sourceLocation });
    const headers = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    expect((await deliver(code.aPush(), headers)).status).toBe(401);
    expect(told).toEqual([]);
    expect(code.asked).toEqual([]);
  });

  it('of a commit that the branch does not have is not deployed', async () => {
    const { deliver, told } = await aPortal({ [MODEL]: code.sourceLocation });
    await deliver(code.aPush({ after: 'e'.repeat(40) }));
    expect(told).toEqual([]);
  });

  it('that moves the branch back to where it was is another push', async () => {
    const { deliver, told } = await aPortal({ [MODEL]: code.sourceLocation });
    const push = code.aPush();
    await deliver(push);
    const repository = { ...push.repository, pushed_at: 1_772_370_000 };
    await deliver({ ...push, repository });
    expect(new Set(told.map(({ pushId }) => pushId)).size).toBe(2);
  });

  it('on a host without an integration is not deployed', async () => {
    const { deliver, told } = await aPortal({
      [MODEL]: 'url:https://ghe.example.com/flights/flight-delay',
    });
    const { repository, ...push } = code.aPush();
    const html_url = 'https://ghe.example.com/flights/flight-delay';
    const elsewhere = { ...push, repository: { ...repository, html_url } };
    expect((await deliver(elsewhere)).status).toBe(204);
    expect(told).toEqual([]);
  });

  it('is told to be sent again while GitHub is away', async () => {
    const { deliver, logger, told } = await aPortal({
      [MODEL]: code.sourceLocation,
    });
    server.use(
      http.get(REPOSITORY, () =>
        HttpResponse.json({ message: 'Unicorn' }, { status: 502 }),
      ),
    );
    expect((await deliver(code.aPush())).status).toBe(503);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('github.com did not answer'),
    );
    expect(told).toEqual([]);
  });

  it('is deployed for one model where it cannot be for another', async () => {
    const told: string[] = [];
    const { deliver } = await aPortal(
      { [MODEL]: code.sourceLocation, other: code.sourceLocation },
      {
        onPush: async ({ modelRef }) => {
          if (modelRef === MODEL) {
            throw new Error('The catalog is away');
          }
          told.push(modelRef);
          return '';
        },
      },
    );
    expect((await deliver(code.aPush())).status).toBe(503);
    expect(told).toEqual(['other']);
  });

  it('that takes longer than GitHub waits is taken, and goes on', async () => {
    let goOn = () => {};
    const held = new Promise<void>(resolve => {
      goOn = resolve;
    });
    const deployed = new Promise<string>(resolve => {
      const onPush = async ({ modelRef }: PushEvent) => {
        await held;
        resolve(modelRef);
        return '';
      };
      aPortal({ [MODEL]: code.sourceLocation }, { onPush }, 1).then(
        async ({ deliver }) => {
          expect((await deliver(code.aPush())).status).toBe(202);
          goOn();
        },
      );
    });
    await expect(deployed).resolves.toBe(MODEL);
  });
});
