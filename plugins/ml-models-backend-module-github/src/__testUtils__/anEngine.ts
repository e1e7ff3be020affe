import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { GitHubApi, GitHubApiOptions } from '../api/GitHubApi';
import {
  GitHubPipelineEngine,
  GitHubPipelineEngineOptions,
} from '../GitHubPipelineEngine';
import { API, TOKEN } from './FakeGitHub';

export interface AnApiOptions extends Partial<GitHubApiOptions> {
  /** Where a Gitea is that the portal has an integration for as well. */
  gitea?: { url: string; token: string };
}

/** As a portal with an integration for github.com asks, in a hurry. */
export function anApi({ gitea, ...options }: AnApiOptions = {}): GitHubApi {
  const config = mockServices.rootConfig({
    data: {
      integrations: {
        github: [{ host: 'github.com', apiBaseUrl: API, token: TOKEN }],
        gitea: gitea
          ? [
              {
                host: new URL(gitea.url).host,
                baseUrl: gitea.url,
                password: gitea.token,
              },
            ]
          : [],
      },
    },
  });
  return new GitHubApi({
    integrations: ScmIntegrations.fromConfig(config),
    logger: mockServices.logger.mock(),
    retries: 0,
    isPaced: false,
    ...options,
  });
}

/** An engine of such a portal. */
export function anEngine(
  options: Partial<GitHubPipelineEngineOptions> = {},
  api: AnApiOptions = {},
): GitHubPipelineEngine {
  return new GitHubPipelineEngine({
    api: anApi(api),
    logger: mockServices.logger.mock(),
    workflow: 'noshelfware.yml',
    pollMs: 1,
    getPortalUrl: async () => 'https://portal.example.com/api/ml-models',
    timing: { appearMs: 2_000, lookMs: 10 },
    ...options,
  });
}
