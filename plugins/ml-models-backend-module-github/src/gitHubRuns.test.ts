import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { anEngine } from './__testUtils__/anEngine';
import {
  API,
  FakeGitHub,
  SOURCE_LOCATION,
  TOKEN,
} from './__testUtils__/FakeGitHub';

const DISPATCH = `${API}/repos/flights/flight-delay/actions/workflows/noshelfware.yml/dispatches`;
const REQUEST = {
  deploymentId: '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
  modelRef: 'mlmodel:default/flight-delay',
  sourceLocation: SOURCE_LOCATION,
};
const LOCK = `refs/noshelfware/deployments/${REQUEST.deploymentId}`;

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function aGitHub(options: ConstructorParameters<typeof FakeGitHub>[0] = {}) {
  const gitHub = new FakeGitHub(options);
  server.use(...gitHub.handlers());
  return gitHub;
}

describe('a run on GitHub', () => {
  it('is told what it is for, and where the portal is', async () => {
    const gitHub = aGitHub();
    const commit = gitHub.commit({ kind: 'passes' });
    await anEngine().trigger(REQUEST);
    expect(gitHub.dispatched).toEqual([
      {
        ref: 'main',
        inputs: {
          deployment: REQUEST.deploymentId,
          model: REQUEST.modelRef,
          commit,
          portal: 'https://portal.example.com/api/ml-models',
        },
        return_run_details: true,
      },
    ]);
  });

  it('is started by another worker where the one that was to start it died', async () => {
    const gitHub = aGitHub();
    gitHub.refs.set(LOCK, gitHub.commit({ kind: 'passes' }));
    const { runId } = await anEngine({
      timing: { appearMs: 50, lookMs: 10 },
    }).trigger(REQUEST);
    expect(runId).toBe('github.com/flights/flight-delay/100');
    expect(gitHub.runs).toHaveLength(1);
  });

  it('leaves no lock behind, neither once it has ended nor where it was refused', async () => {
    const gitHub = aGitHub();
    gitHub.commit({ kind: 'fails', line: 'error: no' });
    const engine = anEngine();
    const run = await engine.trigger(REQUEST);
    expect([...gitHub.refs.keys()]).toEqual([LOCK]);
    let state = '';
    while (state !== 'failed') {
      ({ state } = await engine.describe(run));
    }
    expect(gitHub.refs.size).toBe(0);

    server.use(
      http.post(DISPATCH, () =>
        HttpResponse.json(
          { message: "Workflow does not have 'workflow_dispatch' trigger" },
          { status: 422 },
        ),
      ),
    );
    await expect(
      engine.trigger({
        ...REQUEST,
        deploymentId: 'e6a3a1f0-3f6b-4a43-8c0e-2b6a3f2f9c02',
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining("does not have 'workflow_dispatch'"),
    });
    expect(gitHub.refs.size).toBe(0);
  });

  it('is asked for once where GitHub answers 500, and its lock stays', async () => {
    const gitHub = aGitHub();
    gitHub.commit({ kind: 'passes' });
    let asked = 0;
    server.use(
      http.post(DISPATCH, () => {
        asked += 1;
        return HttpResponse.json({ message: 'Server Error' }, { status: 500 });
      }),
    );
    await expect(
      anEngine({}, { retries: 2 }).trigger(REQUEST),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(asked).toBe(1);
    expect([...gitHub.refs.keys()]).toEqual([LOCK]);
  });

  it('is refused of a workflow that does not name its runs, on a server that tells none', async () => {
    const gitHub = aGitHub({ isOld: true, namesRuns: false });
    gitHub.commit({ kind: 'passes' });
    await expect(
      anEngine({ timing: { appearMs: 50, lookMs: 10 } }).trigger(REQUEST),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('run-name'),
    });
    expect(gitHub.runs).toHaveLength(1);
  });
});

describe('what GitHub refuses', () => {
  const anywhere = `${API}/repos/flights/flight-delay*`;

  it.each([
    [401, {}, 'NotAllowedError', 'Actions and Contents'],
    [403, {}, 'NotAllowedError', 'Actions and Contents'],
    [404, {}, 'NotFoundError', '.github/workflows/noshelfware.yml'],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1772366400' },
      'ServiceUnavailableError',
      'used up until 2026-03-01T12:00:00.000Z',
    ],
    [502, {}, 'ServiceUnavailableError', 'did not answer'],
  ])('with %i %j is %s: %s', async (status, headers, name, message) => {
    server.use(
      http.all(anywhere, () =>
        HttpResponse.json({ message: 'No' }, { status, headers }),
      ),
    );
    const error = await anEngine()
      .trigger(REQUEST)
      .catch(it => it);
    expect(error).toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
    expect(error.message).toContain('github.com');
    expect(error.message).not.toContain(TOKEN);
  });

  it('is told of before anything is asked for a host without an integration', async () => {
    await expect(
      anEngine().trigger({
        ...REQUEST,
        sourceLocation: 'url:https://ghe.example.com/flights/flight-delay',
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('integrations.github'),
    });
  });

  it.each(['file:/tmp/model', 'url:https://github.com/flights', 'nonsense'])(
    'names %s, which is no repository',
    async sourceLocation => {
      await expect(
        anEngine().trigger({ ...REQUEST, sourceLocation }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('backstage.io/source-location'),
      });
    },
  );
});

describe('a look at a run', () => {
  it('asks GitHub once in a while, and never again once it has ended', async () => {
    const gitHub = aGitHub();
    gitHub.commit({ kind: 'passes' });
    const engine = anEngine({ pollMs: 600_000 });
    const run = await engine.trigger(REQUEST);
    await Promise.all([engine.describe(run), engine.describe(run)]);
    const looks = () =>
      gitHub.asked.filter(it => it === 'GET /actions/runs/100').length;
    expect(looks()).toBe(1);
    await engine.cancel(run);
    expect((await engine.describe(run)).state).toBe('cancelled');
    await engine.cancel(run);
    await engine.describe(run);
    expect(looks()).toBe(2);
  });

  it('asks GitHub again once that has told of the run', async () => {
    const gitHub = aGitHub();
    gitHub.commit({ kind: 'passes' });
    const engine = anEngine({ pollMs: 600_000 });
    const run = await engine.trigger(REQUEST);
    const looks = () =>
      gitHub.asked.filter(it => it === 'GET /actions/runs/100').length;
    await engine.describe(run);
    await engine.describe(run);
    expect(looks()).toBe(1);
    await engine.hear(run.runId);
    await engine.describe(run);
    expect(looks()).toBe(2);
  });

  it('is taken again after one that GitHub did not answer', async () => {
    const gitHub = aGitHub();
    gitHub.commit({ kind: 'passes' });
    const engine = anEngine({ pollMs: 600_000 });
    const run = await engine.trigger(REQUEST);
    server.use(
      http.get(
        `${API}/repos/flights/flight-delay/actions/runs/100`,
        () => HttpResponse.json({ message: 'No' }, { status: 503 }),
        { once: true },
      ),
    );
    await expect(engine.describe(run)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect((await engine.describe(run)).state).toBe('running');
  });

  it('tells of a workflow that GitHub could not start', async () => {
    const gitHub = aGitHub();
    gitHub.commit({ kind: 'passes' });
    const engine = anEngine();
    const run = await engine.trigger(REQUEST);
    server.use(
      http.get(`${API}/repos/flights/flight-delay/actions/runs/100`, () =>
        HttpResponse.json({
          id: 100,
          display_title: '.github/workflows/noshelfware.yml',
          status: 'completed',
          conclusion: 'startup_failure',
          head_sha: 'main',
          html_url: 'https://github.com/flights/flight-delay/actions/runs/100',
        }),
      ),
      http.get(`${API}/repos/flights/flight-delay/actions/runs/100/jobs`, () =>
        HttpResponse.json({ total_count: 0, jobs: [] }),
      ),
    );
    expect(await engine.describe(run)).toMatchObject({
      state: 'failed',
      failure: {
        stage: 'workflow',
        message: expect.stringContaining('its file is not valid'),
      },
    });
  });
});
