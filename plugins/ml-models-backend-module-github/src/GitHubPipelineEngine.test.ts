import { describePipelineEngine } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { setupServer } from 'msw/node';
import { anEngine } from './__testUtils__/anEngine';
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
