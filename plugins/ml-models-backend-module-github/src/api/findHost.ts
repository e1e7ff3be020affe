import {
  getGiteaRequestOptions,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { nameOf, RepositoryId } from './RepositoryId';

/** A host of repositories that the portal has an integration for. */
export interface Host {
  kind: 'github' | 'gitea';
  /** Where its API begins, without a slash at its end. */
  apiUrl: string;
  /** Where its pages and its repositories begin, without a slash at its end. */
  webUrl: string;
  /** @returns what shows who asks, as a token or as a GitHub App */
  getHeaders(repository: RepositoryId): Promise<Record<string, string>>;
}

/** @returns undefined for a host without an integration */
export function findHost(
  integrations: ScmIntegrations,
  credentials: GithubCredentialsProvider,
  host: string,
): Host | undefined {
  const gitHub = integrations.github.byHost(host)?.config;
  if (gitHub?.apiBaseUrl) {
    return {
      kind: 'github',
      apiUrl: gitHub.apiBaseUrl,
      webUrl: `https://${host}`,
      async getHeaders(repository) {
        const url = `https://${host}/${nameOf(repository)}`;
        const { headers } = await credentials.getCredentials({ url });
        return headers ?? {};
      },
    };
  }
  const gitea = integrations.gitea.byHost(host)?.config;
  if (gitea) {
    const webUrl = (gitea.baseUrl ?? `https://${host}`).replace(/\/+$/, '');
    return {
      kind: 'gitea',
      apiUrl: `${webUrl}/api/v1`,
      webUrl,
      getHeaders: async () => getGiteaRequestOptions(gitea).headers ?? {},
    };
  }
  return undefined;
}
