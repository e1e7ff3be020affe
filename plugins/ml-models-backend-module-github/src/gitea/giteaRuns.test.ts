import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { anEngine } from '../__testUtils__/anEngine';
import { FakeGitHub, SOURCE_LOCATION } from '../__testUtils__/FakeGitHub';
import { FakeGitea, GITEA, GITEA_LOCATION } from '../__testUtils__/FakeGitea';

const REQUEST = {
  deploymentId: '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
  modelRef: 'mlmodel:default/flight-delay',
  sourceLocation: GITEA_LOCATION,
};
const LOCK = `refs/noshelfware/deployments/${REQUEST.deploymentId}`;

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('a run on Gitea', () => {
  let gitea: FakeGitea;
  const engine = () => anEngine({}, { gitea: GITEA });

  beforeEach(() => {
    gitea = new FakeGitea();
    server.use(...gitea.handlers());
  });

  it('is told what it is for, and leaves no lock behind', async () => {
    const commit = gitea.commit({ kind: 'fails', line: 'error: no' });
    const ours = engine();
    const run = await ours.trigger(REQUEST);
    expect(run.runId).toBe('git.example.com/flights/flight-delay/100');
    expect(gitea.dispatched).toEqual([
      {
        ref: 'main',
        inputs: expect.objectContaining({
          deployment: REQUEST.deploymentId,
          commit,
        }),
      },
    ]);
    expect([...gitea.refs]).toEqual([[LOCK, commit]]);
    let state = '';
    while (state !== 'failed') {
      ({ state } = await ours.describe(run));
    }
    expect(gitea.refs.size).toBe(0);
  });

  it('tells which step failed, which Gitea does not', async () => {
    gitea.commit({ kind: 'fails', line: 'error: no' });
    const ours = engine();
    const run = await ours.trigger(REQUEST);
    let status = await ours.describe(run);
    while (status.state !== 'failed') {
      status = await ours.describe(run);
    }
    expect(status.stages.map(stage => [stage.name, stage.status])).toEqual([
      ['setup', 'succeeded'],
      ['test', 'failed'],
      ['train', 'skipped'],
    ]);
    expect(status.failure).toMatchObject({
      stage: 'test',
      firstErrorLine: 'error: no',
    });
  });

  it('is read while it goes on, and says where people end it', async () => {
    gitea.commit({ kind: 'waits' });
    const ours = engine();
    const run = await ours.trigger(REQUEST);
    let { stages } = await ours.describe(run);
    while (stages[0].status !== 'running') {
      ({ stages } = await ours.describe(run));
    }
    expect(stages.map(({ status }) => status)).toEqual([
      'running',
      'pending',
      'pending',
    ]);
    const log = await ours.readLog(run, 'setup', 0);
    expect(log).toMatchObject({
      text: expect.stringMatching(/^::group::Run setup[^]*log of setup\n$/),
      complete: false,
    });
    await expect(ours.cancel(run)).rejects.toMatchObject({
      name: 'NotImplementedError',
      message: expect.stringContaining('/actions/runs/100'),
    });
  });

  it('is not taken for one of another host that has the same number', async () => {
    const gitHub = new FakeGitHub();
    server.use(...gitHub.handlers());
    const ours = engine();
    const logs: string[] = [];
    for (const [host, sourceLocation] of [
      [gitea, GITEA_LOCATION],
      [gitHub, SOURCE_LOCATION],
    ] as const) {
      host.commit({ kind: 'passes' });
      const run = await ours.trigger({ ...REQUEST, sourceLocation });
      await until(
        () => ours.describe(run),
        ({ state }) => state === 'succeeded',
      );
      logs.push((await ours.readLog(run, 'setup', 0)).text);
    }
    expect(logs).toEqual([
      expect.stringMatching(/^::group::/),
      expect.stringMatching(/^##\[group\]/),
    ]);
  });

  it('is not started where the note of it cannot be made', async () => {
    gitea.commit({ kind: 'passes' });
    server.use(
      http.post(
        `${GITEA.url}/flights/flight-delay.git/git-receive-pack`,
        () => new HttpResponse('0011unpack failed'),
      ),
    );
    await expect(engine().trigger(REQUEST)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('unpack failed'),
    });
    expect(gitea.dispatched).toEqual([]);
  });

  it('names the integration whose token may not start it', async () => {
    server.use(
      http.get(`${GITEA.url}/api/v1/*`, () =>
        HttpResponse.json({ message: 'token is required' }, { status: 403 }),
      ),
    );
    await expect(engine().trigger(REQUEST)).rejects.toThrow(
      'in integrations.gitea needs',
    );
  });
});
