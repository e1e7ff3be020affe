import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { mlModelsExtensionPoint } from '@noshelfware/backstage-plugin-ml-models-node';
import { GitHubApi } from './api/GitHubApi';
import { GitHubDeploymentMirror } from './deployments/GitHubDeploymentMirror';
import { GitHubPipelineEngine } from './GitHubPipelineEngine';
import { readIssuers } from './identity/readIssuers';
import { WorkflowIdentities } from './identity/WorkflowIdentities';
import { readGitHubConfig } from './readGitHubConfig';
import { GitHubSourceHost } from './source/GitHubSourceHost';
import {
  createWebhookRouter,
  WEBHOOK_PATH,
} from './webhook/createWebhookRouter';

/**
 * Pipelines on GitHub Actions and Gitea, for models with `spec.pipeline.engine: github`, which
 * register their versions as who they are. Pushes to the code of models there are deployed.
 */
export const mlModelsModuleGitHub = createBackendModule({
  pluginId: 'ml-models',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        adapters: mlModelsExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
      },
      async init({ adapters, config, discovery, httpRouter, logger }) {
        const { workflow, pollMs, showsDeployments, webhookSecret } =
          readGitHubConfig(config);
        const getPortalUrl = () => discovery.getExternalBaseUrl('ml-models');
        adapters.addPipelineIdentityVerifier(
          new WorkflowIdentities({
            issuers: readIssuers(config),
            getAudience: getPortalUrl,
          }),
        );
        const api = new GitHubApi({
          integrations: ScmIntegrations.fromConfig(config),
          logger,
        });
        if (showsDeployments) {
          adapters.addDeploymentMirror(new GitHubDeploymentMirror(api));
        }
        const engine = new GitHubPipelineEngine({
          api,
          logger,
          workflow,
          pollMs,
          getPortalUrl,
        });
        adapters.addPipelineEngine(engine);
        const sourceHost = new GitHubSourceHost({ api, logger });
        adapters.addSourceHost(sourceHost);
        if (webhookSecret) {
          httpRouter.addAuthPolicy({
            path: WEBHOOK_PATH,
            allow: 'unauthenticated',
          });
          httpRouter.use(
            createWebhookRouter({
              secret: webhookSecret,
              logger,
              onRun: runId => engine.hear(runId),
              onPush: push => sourceHost.hearPush(push),
            }),
          );
        }
      },
    });
  },
});
