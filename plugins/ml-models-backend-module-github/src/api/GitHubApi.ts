import { LoggerService } from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { InputError } from '@backstage/errors';
import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { explainRequestError } from './explainRequestError';
import { nameOf, RepositoryId } from './RepositoryId';

/** What waits longer than this is told of, rather than waited for. */
const RATE_LIMIT_WAIT_MAX_S = 20;

/** A host that hangs does not answer. */
const ANSWER_MAX_MS = 15_000;

const GitHub = Octokit.plugin(retry, throttling);

type Request = Octokit['request'];

export interface GitHubApiOptions {
  integrations: ScmIntegrations;
  logger: LoggerService;
  /** Default: of the integrations, as tokens and as GitHub Apps. */
  credentials?: GithubCredentialsProvider;
  /** How often a request without an answer is asked again. Default: 2. */
  retries?: number;
  /** Keeps GitHub's pace, e.g. one write in a second. Default: true. */
  isPaced?: boolean;
}

/** Asks the GitHub hosts that the portal has integrations for. */
export class GitHubApi {
  private readonly credentials: GithubCredentialsProvider;
  private readonly clients = new Map<string, Octokit>();

  constructor(private readonly options: GitHubApiOptions) {
    this.credentials =
      options.credentials ??
      DefaultGithubCredentialsProvider.fromIntegrations(options.integrations);
  }

  /**
   * @param what - is asked for or of, for the message: `the workflow ci.yml`
   * @param ask - gets what asks with the credentials for the repository
   * @throws NotFoundError, NotAllowedError, ConflictError or InputError for what
   *   GitHub refuses, ServiceUnavailableError when it does not answer
   */
  async ask<Answer>(
    repository: RepositoryId,
    what: string,
    ask: (
      request: Request,
      of: { owner: string; repo: string },
    ) => Promise<Answer>,
  ): Promise<Answer> {
    const { host, owner, name: repo } = repository;
    const { request } = this.getClient(host);
    const { headers } = await this.credentials.getCredentials({
      url: `https://${host}/${nameOf(repository)}`,
    });
    try {
      return await ask(request.defaults({ headers }), { owner, repo });
    } catch (error) {
      throw explainRequestError(error, { repository, what });
    }
  }

  private getClient(host: string): Octokit {
    const known = this.clients.get(host);
    if (known) {
      return known;
    }
    const { integrations, logger, retries = 2, isPaced = true } = this.options;
    const baseUrl = integrations.github.byHost(host)?.config.apiBaseUrl;
    if (!baseUrl) {
      throw new InputError(
        `The portal has no integration for ${host}: add it to integrations.github in app-config.yaml, with a token or a GitHub App`,
      );
    }
    const mayWait = (waitSeconds: number, retryCount: number) =>
      waitSeconds <= RATE_LIMIT_WAIT_MAX_S && retryCount === 0;
    const client = new GitHub({
      baseUrl,
      log: {
        debug: message => logger.debug(message),
        info: message => logger.debug(message),
        warn: message => logger.warn(message),
        error: message => logger.warn(message),
      },
      request: { retries },
      throttle: {
        enabled: isPaced,
        onRateLimit: (wait, _, __, retryCount) => mayWait(wait, retryCount),
        onSecondaryRateLimit: (wait, _, __, retryCount) =>
          mayWait(wait, retryCount),
      },
    });
    client.hook.before('request', options => {
      options.request.signal ??= AbortSignal.timeout(ANSWER_MAX_MS);
    });
    this.clients.set(host, client);
    return client;
  }
}
