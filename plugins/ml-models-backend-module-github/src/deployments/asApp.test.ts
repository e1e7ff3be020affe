import { generateKeyPairSync } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { GitHubApi } from '../api/GitHubApi';
import { FakeGitHubDeployments } from '../__testUtils__/FakeGitHubDeployments';
import { API } from '../__testUtils__/FakeGitHub';
import { GitHubDeploymentMirror } from './GitHubDeploymentMirror';

const APP_TOKEN = 'ghs_of_the_app';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

function anApp() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    appId: 1,
    clientId: 'client',
    clientSecret: 'secret',
    webhookSecret: 'secret',
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  };
}

/** https://docs.github.com/rest/apps/apps */
const INSTALLED = [
  http.get(`${API}/app/installations`, () =>
    HttpResponse.json([
      {
        id: 7,
        account: { login: 'flights' },
        repository_selection: 'all',
        suspended_by: null,
      },
    ]),
  ),
  http.post(`${API}/app/installations/7/access_tokens`, () =>
    HttpResponse.json({
      token: APP_TOKEN,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      repository_selection: 'all',
      permissions: { deployments: 'write' },
    }),
  ),
];

describe('GitHubDeploymentMirror, as a GitHub App', () => {
  it('shows deployments by the installation of the owner', async () => {
    const gitHub = new FakeGitHubDeployments(APP_TOKEN);
    server.use(...INSTALLED, ...gitHub.handlers());
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          github: [{ host: 'github.com', apiBaseUrl: API, apps: [anApp()] }],
        },
      },
    });
    const mirror = new GitHubDeploymentMirror(
      new GitHubApi({
        integrations: ScmIntegrations.fromConfig(config),
        logger: mockServices.logger.mock(),
        retries: 0,
        isPaced: false,
      }),
    );
    await mirror.show({
      deploymentId: '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
      modelRef: 'mlmodel:default/flight-delay',
      environment: 'staging',
      state: 'success',
      trigger: 'push',
      commit: 'c'.repeat(40),
      sourceLocation: 'url:https://github.com/flights/flight-delay/tree/main/',
      description: 'Version 7 answers the requests',
      isProduction: false,
      isRepeated: false,
    });
    expect(gitHub.deployments).toMatchObject([
      { environment: 'staging', statuses: [{ state: 'success' }] },
    ]);
  });
});
