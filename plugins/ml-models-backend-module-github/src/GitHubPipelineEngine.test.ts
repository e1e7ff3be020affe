import { describePipelineEngine } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { setupServer } from 'msw/node';
import { anEngine } from './__testUtils__/anEngine';
import { FakeGitea, GITEA, GITEA_LOCATION } from './__testUtils__/FakeGitea';
import { FakeGitHub, SOURCE_LOCATION } from './__testUtils__/FakeGitHub';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

for (const [name, options] of [
  ['GitHubPipelineEngine', {}],
  ['GitHubPipelineEngine, of an older server', { isOld: true }],
] as const) {
  describePipelineEngine(name, async () => {
    const gitHub = new FakeGitHub(options);
    server.use(...gitHub.handlers());
    return {
      engine: anEngine(),
      anotherEngine: () => anEngine(),
      commit: async behaviour => ({
        sourceLocation: SOURCE_LOCATION,
        commit: gitHub.commit(behaviour),
      }),
      countRuns: async () => gitHub.runs.length,
      registersVersions: true,
    };
  });
}

describePipelineEngine(
  'GitHubPipelineEngine, of Gitea',
  async () => {
    const gitea = new FakeGitea();
    server.use(...gitea.handlers());
    const ofGitea = () => anEngine({}, { gitea: GITEA });
    return {
      engine: ofGitea(),
      anotherEngine: ofGitea,
      commit: async behaviour => ({
        sourceLocation: GITEA_LOCATION,
        commit: gitea.commit(behaviour),
      }),
      countRuns: async () => gitea.runs.length,
      registersVersions: true,
    };
  },
  { cancels: false },
);
