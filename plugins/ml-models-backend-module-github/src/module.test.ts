import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  DeploymentMirror,
  mlModelsExtensionPoint,
  PipelineEngine,
  SourceHost,
} from '@noshelfware/backstage-plugin-ml-models-node';
import mlModelsModuleGitHub from './index';

async function start(github?: object) {
  const engines: PipelineEngine[] = [];
  const mirrors: DeploymentMirror[] = [];
  const hosts: SourceHost[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        mlModelsExtensionPoint,
        {
          addDeploymentMirror: mirror => mirrors.push(mirror),
          addPipelineEngine: engine => engines.push(engine),
          addPipelineIdentityVerifier: () => {},
          addServingRuntime: () => {},
          addSourceHost: host => hosts.push(host),
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
  return { engines, hosts, mirrors };
}

describe('the module', () => {
  it('adds the engine and the source host github, without anything configured', async () => {
    const { engines, hosts, mirrors } = await start();
    expect(engines.map(({ id }) => id)).toEqual(['github']);
    expect(hosts.map(({ id }) => id)).toEqual(['github']);
    expect(mirrors).toEqual([]);
  });

  it('has GitHub show deployments where that is wanted', async () => {
    const { mirrors } = await start({ showDeployments: true });
    expect(mirrors.map(({ id }) => id)).toEqual(['github']);
  });

  it.each([
    [{ workflow: '../ci.yml' }, 'mlModels.github.workflow'],
    [{ workflow: 'ci' }, 'mlModels.github.workflow'],
    [{ pollSeconds: 0 }, 'mlModels.github.pollSeconds'],
  ])('does not start with %j', async (github, field) => {
    await expect(start(github)).rejects.toThrow(field);
  });
});
