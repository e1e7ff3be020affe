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
import { setTimeout as sleep } from 'node:timers/promises';
import {
  explainRequestError,
  isRateLimited,
  isRequestFailure,
} from './explainRequestError';
import { findHost, Host } from './findHost';
import { RATE_LIMIT_WAIT_MAX_MS, RateLimits } from './RateLimits';
import { RepositoryId } from './RepositoryId';

/** A host that hangs does not answer. Of each try, not of what is waited for before. */
const ANSWER_MAX_MS = 15_000;

/** Asking again would only be told the same, or be one too many. */
const NOT_AGAIN = [400, 401, 403, 404, 409, 410, 422, 429, 451];

const GitHub = Octokit.plugin(retry, throttling);

type Request = Octokit['request'];

interface KnownHost extends Host {
  client: Octokit;
}

export interface GitHubApiOptions {
  integrations: ScmIntegrations;
  logger: LoggerService;
  /** Default: of the integrations, as tokens and as GitHub Apps. */
  credentials?: GithubCredentialsProvider;
  /** How often a request without an answer is asked again. Default: 2. */
  retries?: number;
  /** Keeps GitHub's pace, e.g. one write in a second. Default: true. */
  isPaced?: boolean;
  limits?: RateLimits;
  /** Waits for so many milliseconds. */
  wait?: (ms: number) => Promise<unknown>;
}

export interface Question {
  /** Is asked for or of, for the message: `the workflow ci.yml`. */
  what: string;
  /** Default: of the engine. */
  needs?: string;
}

const ENGINE_NEEDS = 'the permissions Actions and Contents, read and write';

/** Asks the hosts of GitHub and Gitea that the portal has integrations for. */
export class GitHubApi {
  private readonly credentials: GithubCredentialsProvider;
  private readonly hosts = new Map<string, KnownHost>();
  private readonly limits: RateLimits;
  private readonly wait: (ms: number) => Promise<unknown>;

  constructor(private readonly options: GitHubApiOptions) {
    const { credentials, integrations, limits, wait } = options;
    this.credentials =
      credentials ??
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    this.limits = limits ?? new RateLimits();
    this.wait = wait ?? (ms => sleep(ms));
  }

  /**
   * What a rate limit refuses has had no effect: it is asked for once more, if that is
   * soon.
   *
   * @param ask - gets what asks with the credentials for the repository
   * @throws NotFoundError, NotAllowedError, ConflictError or InputError for what
   *   GitHub refuses, ServiceUnavailableError when it does not answer, or will not
   */
  async ask<Answer>(
    repository: RepositoryId,
    { what, needs = ENGINE_NEEDS }: Question,
    ask: (
      request: Request,
      of: { owner: string; repo: string },
    ) => Promise<Answer>,
  ): Promise<Answer> {
    const { client, kind, getHeaders } = this.getHost(repository.host);
    const { owner, name: repo } = repository;
    const payer = payerOf(repository.host, owner);
    for (let isAgain = false; ; isAgain = true) {
      await this.waitForLimit(payer, what);
      const headers = await getHeaders(repository);
      try {
        return await ask(client.request.defaults({ headers }), { owner, repo });
      } catch (error) {
        if (isAgain || !this.isSoonAllowed(payer, error)) {
          const integration = `integrations.${kind}`;
          throw explainRequestError(error, {
            repository,
            what,
            integration,
            needs,
          });
        }
      }
    }
  }

  /** @throws InputError for one without an integration */
  getHost(host: string): KnownHost {
    const known = this.hosts.get(host);
    if (known) {
      return known;
    }
    const found = this.findHost(host);
    if (!found) {
      throw new InputError(
        `The portal has no integration for ${host}: add it to integrations.github in app-config.yaml with a token or a GitHub App, or to integrations.gitea with a token`,
      );
    }
    const made = { ...found, client: this.createClient(found, host) };
    this.hosts.set(host, made);
    return made;
  }

  /** @returns whether the portal has an integration of GitHub for the host */
  isGitHub(host: string): boolean {
    return this.findHost(host)?.kind === 'github';
  }

  /** @returns whether the portal has an integration for the host */
  hasHost(host: string): boolean {
    return this.findHost(host) !== undefined;
  }

  /** @returns by how much the time between two looks is to grow, so that the limit lasts */
  stretch({ host, owner }: RepositoryId): number {
    return this.limits.stretch(payerOf(host, owner));
  }

  private isSoonAllowed(payer: string, error: unknown): boolean {
    return (
      isRequestFailure(error) &&
      isRateLimited(error) &&
      this.limits.waitMs(payer) <= RATE_LIMIT_WAIT_MAX_MS
    );
  }

  private async waitForLimit(payer: string, what: string): Promise<void> {
    this.limits.assertSoon(payer, what);
    const waitMs = this.limits.waitMs(payer);
    if (waitMs > 0) {
      await this.wait(waitMs);
    }
  }

  private findHost(host: string): Host | undefined {
    return findHost(this.options.integrations, this.credentials, host);
  }

  private createClient({ apiUrl }: Host, name: string): Octokit {
    const { logger, retries = 2, isPaced = true } = this.options;
    const client = new GitHub({
      baseUrl: apiUrl,
      log: {
        debug: message => logger.debug(message),
        info: message => logger.debug(message),
        warn: message => logger.warn(message),
        error: message => logger.warn(message),
      },
      request: { fetch: fetchInTime },
      // Not in `request`: there they would hold for what is not to be asked again too.
      retry: { retries, doNotRetry: NOT_AGAIN },
      throttle: {
        id: name,
        enabled: isPaced,
        // Whether to wait is decided where other requests can be told of it.
        onRateLimit: () => false,
        onSecondaryRateLimit: () => false,
      },
    });
    client.hook.after('request', ({ headers }, { owner }) => {
      this.limits.note(payerOf(name, String(owner)), {
        headers,
        isRefused: false,
      });
    });
    client.hook.error('request', (error, { owner }) => {
      if (isRequestFailure(error) && error.response) {
        this.limits.note(payerOf(name, String(owner)), {
          headers: error.response.headers,
          isRefused: isRateLimited(error),
        });
      }
      throw error;
    });
    return client;
  }
}

function payerOf(host: string, owner: string): string {
  return `${host}/${owner}`.toLocaleLowerCase('en-US');
}

function fetchInTime(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_MAX_MS) });
}
