import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYaml } from '@noshelfware/backstage-plugin-ml-models-node';
import { setupServer } from 'msw/node';
import { anEngine } from './__testUtils__/anEngine';
import { FakeGitHub, SOURCE_LOCATION } from './__testUtils__/FakeGitHub';
import { readCorrelation } from './runs/readCorrelation';

interface Workflow {
  'run-name': string;
  on: { workflow_dispatch: { inputs: Record<string, unknown> } };
}

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const FILE = join(
  __dirname,
  // eslint-disable-next-line no-template-curly-in-string
  '../../../templates/sklearn-service/skeleton/.github/${{values.githubWorkflows}}/noshelfware.yml',
);

describe('the workflow of the template', () => {
  it('takes what it is sent, and names its runs so that they are found', async () => {
    const text = await readFile(FILE, 'utf8');
    const workflow = parseYaml(text, 'noshelfware.yml') as Workflow;
    const gitHub = new FakeGitHub();
    server.use(...gitHub.handlers());
    const commit = gitHub.commit({ kind: 'passes' });
    const deploymentId = '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11';
    await anEngine().trigger({
      deploymentId,
      modelRef: 'mlmodel:default/flight-delay',
      sourceLocation: SOURCE_LOCATION,
    });
    const [{ inputs }] = gitHub.dispatched as [
      { inputs: Record<string, string> },
    ];
    // GitHub refuses an input that the workflow does not declare.
    expect(Object.keys(workflow.on.workflow_dispatch.inputs)).toEqual(
      Object.keys(inputs),
    );
    const runName = workflow['run-name'].replace(
      /\$\{\{ inputs\.(\w+) \}\}/g,
      (_, name) => inputs[name],
    );
    expect(readCorrelation(runName)).toEqual({ deploymentId, commit });
  });
});
