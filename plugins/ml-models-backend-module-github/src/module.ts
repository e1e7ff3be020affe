import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { mlModelsExtensionPoint } from '@noshelfware/backstage-plugin-ml-models-node';
import { GitHubApi } from './api/GitHubApi';
import { GitHubPipelineEngine } from './GitHubPipelineEngine';
import { readGitHubConfig } from './readGitHubConfig';

/** Pipelines on GitHub Actions, for models with `spec.pipeline.engine: github`. */
export const mlModelsModuleGitHub = createBackendModule({
  pluginId: 'ml-models',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        adapters: mlModelsExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
      },
      async init({ adapters, config, discovery, logger }) {
        const { workflow, pollMs } = readGitHubConfig(config);
        adapters.addPipelineEngine(
          new GitHubPipelineEngine({
            api: new GitHubApi({
              integrations: ScmIntegrations.fromConfig(config),
              logger,
            }),
            logger,
            workflow,
            pollMs,
            getPortalUrl: () => discovery.getExternalBaseUrl('ml-models'),
          }),
        );
      },
    });
  },
});
