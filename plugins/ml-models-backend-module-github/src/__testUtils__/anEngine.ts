import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { GitHubApi } from '../api/GitHubApi';
import {
  GitHubPipelineEngine,
  GitHubPipelineEngineOptions,
} from '../GitHubPipelineEngine';
import { API, TOKEN } from './FakeGitHub';

/** An engine as a portal with an integration for github.com has it, in a hurry. */
export function anEngine(
  options: Partial<GitHubPipelineEngineOptions> = {},
  retries = 0,
): GitHubPipelineEngine {
  const config = mockServices.rootConfig({
    data: {
      integrations: {
        github: [{ host: 'github.com', apiBaseUrl: API, token: TOKEN }],
      },
    },
  });
  const logger = mockServices.logger.mock();
  return new GitHubPipelineEngine({
    api: new GitHubApi({
      integrations: ScmIntegrations.fromConfig(config),
      logger,
      retries,
      isPaced: false,
    }),
    logger,
    workflow: 'noshelfware.yml',
    pollMs: 1,
    getPortalUrl: async () => 'https://portal.example.com/api/ml-models',
    timing: { appearMs: 2_000, lookMs: 10 },
    ...options,
  });
}
