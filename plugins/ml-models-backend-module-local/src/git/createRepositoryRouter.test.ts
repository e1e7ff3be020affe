import { join } from 'node:path';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { commitFiles, git } from '../__testUtils__/gitClient';
import {
  TemporaryGitServer,
  temporaryGitServer,
} from '../__testUtils__/temporaryGitServer';
import { createRepositoryRouter } from './createRepositoryRouter';

describe('createRepositoryRouter', () => {
  const getServer = temporaryGitServer();
  let server: TemporaryGitServer;
  let app: express.Express;

  beforeEach(() => {
    server = getServer();
    app = express()
      .use(
        createRepositoryRouter({
          repositories: server.repositories,
          pushTokens: server.pushTokens,
          getApiUrl: async () => 'http://localhost:7007/api/ml-models',
          auth: mockServices.auth(),
          httpAuth: mockServices.httpAuth(),
        }),
      )
      .use(mockErrorHandler());
  });

  const post = (body: object) =>
    request(app).post('/git-repositories').send(body);

  const pushTo = async (repository: string, pushToken: string) => {
    const work = join(server.folder, 'work');
    await commitFiles(work, { 'README.md': 'x' });
    await git(
      work,
      'push',
      server.cloneUrl(repository, pushToken),
      'HEAD:main',
    );
  };

  it('makes a repository that its token can push to, as who asked for it', async () => {
    const answer = await post({ owner: 'ops', name: 'delay' });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      cloneUrl: 'http://localhost:7007/api/ml-models/git/ops/delay.git',
      rawUrl: 'http://localhost:7007/api/ml-models/git/ops/delay/raw/main/',
      pushToken: expect.stringMatching(/^nsp_/),
      created: true,
    });
    const work = join(server.folder, 'work');
    await commitFiles(work, {
      'catalog-info.yaml': [
        'apiVersion: noshelfware.io/v1alpha1',
        'kind: MlModel',
        'metadata: { name: delay }',
        'spec:',
        '  type: service',
        '  task: tabular-classification',
        '  lifecycle: experimental',
        '  owner: ops',
        '',
      ].join('\n'),
    });
    await git(
      work,
      'push',
      server.cloneUrl('ops/delay', answer.body.pushToken),
      'HEAD:main',
    );
    expect(server.events).toMatchObject([{ actor: 'user:default/mock' }]);
  });

  it('names the field that is wrong', async () => {
    const answer = await post({ owner: 'ops', name: 'Flight Delay' });

    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(
      /Cannot create the repository: name: expected lower-case letters/,
    );
  });

  it.each(['delay.git', 'delay.lock', 'de..lay'])(
    'makes nothing of the name %s, which git keeps for itself',
    async name => {
      const answer = await post({ owner: 'ops', name });

      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(
        `'ops/${name}' cannot name a repository`,
      );
    },
  );

  it('tells whether a name can still be had', async () => {
    const get = () => request(app).get('/git-repositories/ops/delay');
    expect((await get()).status).toBe(404);

    const { body } = await post({ owner: 'ops', name: 'delay' });
    expect((await get()).body).toEqual({
      cloneUrl: body.cloneUrl,
      rawUrl: body.rawUrl,
      isEmpty: true,
    });

    await pushTo('ops/delay', body.pushToken);
    expect((await get()).body).toMatchObject({ isEmpty: false });
  });

  it.each([
    ['a name that is none', '/git-repositories/ops/..%2F..%2Fetc', 400],
    ['a name without a repository', '/git-repositories/ops/delay', 404],
  ])('finds nothing at %s', async (_, path, status) => {
    expect((await request(app).get(path)).status).toBe(status);
  });

  it('answers 409 for a name that is taken', async () => {
    const { body } = await post({ owner: 'ops', name: 'delay' });
    await pushTo('ops/delay', body.pushToken);

    const answer = await post({ owner: 'ops', name: 'delay' });

    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(
      /ops\/delay is taken.* register its catalog-info\.yaml .* again/,
    );
  });

  it('refuses callers it does not know', async () => {
    const calls = [
      post({ owner: 'ops', name: 'delay' }),
      request(app).get('/git-repositories/ops/delay'),
    ];
    for (const call of calls) {
      const answer = await call.set(
        'authorization',
        mockCredentials.none.header(),
      );
      expect(answer.status).toBe(401);
    }
  });
});
