import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  mlModelsExtensionPoint,
  PipelineEngine,
} from '@noshelfware/backstage-plugin-ml-models-node';
import mlModelsModuleGitHub from './index';

async function start(github?: object) {
  const engines: PipelineEngine[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        mlModelsExtensionPoint,
        {
          addPipelineEngine: engine => engines.push(engine),
          addPipelineIdentityVerifier: () => {},
          addServingRuntime: () => {},
          addSourceHost: () => {},
          setInferenceLogStore: () => {},
        },
      ],
    ],
    features: [
      mlModelsModuleGitHub,
      mockServices.rootConfig.factory({
        data: github ? { mlModels: { github } } : {},
      }),
    ],
  });
  await backend.stop();
  return engines;
}

describe('the module', () => {
  it('adds the engine github, without anything configured', async () => {
    expect((await start()).map(({ id }) => id)).toEqual(['github']);
  });

  it.each([
    [{ workflow: '../ci.yml' }, 'mlModels.github.workflow'],
    [{ workflow: 'ci' }, 'mlModels.github.workflow'],
    [{ pollSeconds: 0 }, 'mlModels.github.pollSeconds'],
  ])('does not start with %j', async (github, field) => {
    await expect(start(github)).rejects.toThrow(field);
  });
});
