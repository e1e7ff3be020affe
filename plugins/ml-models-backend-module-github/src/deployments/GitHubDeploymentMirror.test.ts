import { MirroredDeployment } from '@noshelfware/backstage-plugin-ml-models-node';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { anApi, AnApiOptions } from '../__testUtils__/anEngine';
import { API } from '../__testUtils__/FakeGitHub';
import { FakeGitHubDeployments } from '../__testUtils__/FakeGitHubDeployments';
import { GitHubDeploymentMirror } from './GitHubDeploymentMirror';

const DEPLOYMENTS = `${API}/repos/flights/flight-delay/deployments`;
const GITEA = { url: 'https://git.example.com', token: 'of Gitea' };

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function aDeployment(
  changes: Partial<MirroredDeployment> = {},
): MirroredDeployment {
  return {
    deploymentId: '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
    modelRef: 'mlmodel:default/flight-delay',
    environment: 'production',
    state: 'in-progress',
    trigger: 'manual',
    commit: 'c'.repeat(40),
    sourceLocation: 'url:https://github.com/flights/flight-delay/tree/main/',
    version: 7,
    description: 'Version 7 is being released',
    isProduction: true,
    url: 'https://portal.example.com/deployment',
    isRepeated: false,
    ...changes,
  };
}

describe('GitHubDeploymentMirror', () => {
  let gitHub: FakeGitHubDeployments;

  beforeEach(() => {
    gitHub = new FakeGitHubDeployments();
    server.use(...gitHub.handlers());
  });

  const aMirror = (options: AnApiOptions = {}) =>
    new GitHubDeploymentMirror(anApi({ gitea: GITEA, ...options }));

  it('makes one of its own, of the commit, that GitHub neither merges nor checks for', async () => {
    const shown = await aMirror().show(aDeployment());
    expect(shown).toEqual({
      reference: '7000',
      url: 'https://github.com/flights/flight-delay/deployments/production',
    });
    expect(gitHub.deployments).toEqual([
      expect.objectContaining({
        ref: 'c'.repeat(40),
        environment: 'production',
        auto_merge: false,
        required_contexts: [],
        production_environment: true,
        transient_environment: false,
        payload: {
          noshelfware: {
            deployment: '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
            model: 'mlmodel:default/flight-delay',
          },
        },
        description:
          'mlmodel:default/flight-delay, manual: 6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
        statuses: [
          {
            state: 'in_progress',
            description: 'Version 7 is being released',
            log_url: 'https://portal.example.com/deployment',
            auto_inactive: false,
          },
        ],
      }),
    ]);
  });

  it.each([
    ['queued', 'queued'],
    ['in-progress', 'in_progress'],
    ['success', 'success'],
    ['failure', 'failure'],
    ['error', 'error'],
    ['inactive', 'inactive'],
  ] as const)(
    'shows %s as %s, by one call once it is made',
    async (state, told) => {
      const mirror = aMirror();
      const { reference } = await mirror.show(aDeployment({ state: 'queued' }));
      gitHub.asked.splice(0);
      await mirror.show(
        aDeployment({
          state,
          reference,
          environmentUrl: 'https://serving.example.com',
        }),
      );
      expect(gitHub.asked).toEqual(['POST /deployments/7000/statuses']);
      expect(gitHub.deployments[0].statuses.at(-1)).toMatchObject({
        state: told,
        environment_url: 'https://serving.example.com',
      });
    },
  );

  it('finds what one that died has made, and makes nothing twice', async () => {
    const mirror = aMirror();
    await mirror.show(aDeployment());
    const again = await mirror.show(aDeployment({ isRepeated: true }));
    expect(again.reference).toBe('7000');
    expect(gitHub.deployments).toHaveLength(1);
    expect(gitHub.deployments[0].statuses).toHaveLength(1);
    await mirror.show(aDeployment({ state: 'success', isRepeated: true }));
    expect(gitHub.deployments[0].statuses).toHaveLength(2);
  });

  it('takes none of others for its own, whatever they say', async () => {
    const { deploymentId, commit } = aDeployment();
    const others = { sha: commit, environment: 'production' };
    const task = 'noshelfware';
    gitHub.add({ ...others, payload: deploymentId, task });
    gitHub.add({ ...others, payload: { noshelfware: 'x' }, task });
    gitHub.add({
      ...others,
      payload: { noshelfware: { deployment: 'another' } },
      task,
    });
    gitHub.add({ ...others, environment: 'staging', task });
    const { reference } = await aMirror().show(aDeployment());
    expect(reference).toBe('7004');
  });

  it('keeps descriptions as short as GitHub wants them', async () => {
    await aMirror().show(aDeployment({ description: 'x'.repeat(500) }));
    const [{ statuses }] = gitHub.deployments;
    expect(statuses[0].description).toBe(`${'x'.repeat(139)}…`);
  });

  it('covers code on GitHub alone', () => {
    const mirror = aMirror();
    expect(
      [
        'url:https://github.com/flights/flight-delay/tree/main/',
        'url:https://git.example.com/flights/flight-delay',
        'url:https://elsewhere.example.com/flights/flight-delay',
        'url:http://localhost:7007/api/ml-models/git/flights/flight-delay.git',
        'file:/models/flight-delay',
      ].map(location => mirror.covers(location)),
    ).toEqual([true, false, false, false, false]);
  });

  it.each([
    [403, 'NotAllowedError', 'Resource not accessible by integration'],
    [404, 'NotFoundError', 'Not Found'],
    [422, 'InputError', 'No ref found for: cccc'],
  ])('gives up at %i, and says what is missing', async (status, name, said) => {
    server.use(
      http.all(`${DEPLOYMENTS}*`, () =>
        HttpResponse.json({ message: said }, { status }),
      ),
    );
    const error = await aMirror()
      .show(aDeployment())
      .catch(it => it);
    expect(error).toMatchObject({
      name,
      message: expect.stringContaining('github.com/flights/flight-delay'),
    });
    // It is logged once for all deployments that are refused so.
    expect(error.message).not.toContain(aDeployment().deploymentId);
  });

  it('names the permission', async () => {
    server.use(
      http.all(`${DEPLOYMENTS}*`, () =>
        HttpResponse.json({ message: 'Forbidden' }, { status: 403 }),
      ),
    );
    await expect(aMirror().show(aDeployment())).rejects.toThrow(
      'integrations.github needs the permission Deployments, read and write',
    );
  });

  it('is told again where GitHub does not answer, which makes nothing twice', async () => {
    let made = 0;
    server.use(
      http.post(DEPLOYMENTS, async ({ request }) => {
        made += 1;
        const sent = (await request.json()) as Record<string, string>;
        gitHub.add({ ...sent, sha: sent.ref });
        return HttpResponse.json({ message: 'Bad Gateway' }, { status: 502 });
      }),
    );
    const mirror = aMirror({ retries: 2 });
    await expect(mirror.show(aDeployment())).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    await mirror.show(aDeployment({ isRepeated: true }));
    expect(made).toBe(1);
    expect(gitHub.deployments).toHaveLength(1);
  });
});
