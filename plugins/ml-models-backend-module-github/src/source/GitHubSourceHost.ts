import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  CommitsBetween,
  Repository,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  SourceHost,
  SourceHostContext,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { LRUCache } from 'lru-cache';
import { GitHubApi } from '../api/GitHubApi';
import { findRepository } from '../api/parseSourceLocation';
import { keyOf, RepositoryId } from '../api/RepositoryId';
import { GiteaRepository } from '../gitea/GiteaRepository';
import { deployPush, HeadTiming } from './deployPush';
import { ComparedRange, GitHubRepository } from './GitHubRepository';
import { KnownRepositories } from './KnownRepositories';
import { Push } from './Push';
import { within } from './within';

/** A page that asks for no commits shows more than the repository, and waits no longer. */
const HURRIED_MS = 2_000;

/** Of SHAs they are for ever what they are. */
const COMPARISONS_KEPT = 200;

const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const TIMING: HeadTiming = { looks: 3, lookMs: 1_000 };

export interface GitHubSourceHostOptions {
  api: GitHubApi;
  logger: LoggerService;
  timing?: HeadTiming;
  /** How long a page that asks for no commits waits, in milliseconds. Default: 2 s. */
  hurriedMs?: number;
  /** Milliseconds since any moment. Default: since this process began. */
  nowMs?: () => number;
}

/** The repositories of models on GitHub and Gitea, for hosts that have an integration. */
export class GitHubSourceHost implements SourceHost {
  readonly id = 'github';
  private context?: SourceHostContext;
  private readonly known: KnownRepositories;
  private readonly compared = new LRUCache<string, CommitsBetween>({
    max: COMPARISONS_KEPT,
  });

  constructor(private readonly options: GitHubSourceHostOptions) {
    this.known = new KnownRepositories(
      repository => this.open(repository).describe(),
      options.nowMs,
    );
  }

  async start(context: SourceHostContext): Promise<void> {
    this.context = context;
  }

  async findRepository(
    sourceLocation: string,
    { commits }: { commits: number },
  ): Promise<Repository | undefined> {
    const repository = this.findOurs(sourceLocation);
    if (!repository) {
      return undefined;
    }
    const asked = this.known.get(repository);
    if (commits === 0) {
      const { hurriedMs = HURRIED_MS } = this.options;
      const facts = await within(hurriedMs, asked);
      if (!facts) {
        throw new ServiceUnavailableError(
          `${
            repository.host
          } has not said within ${hurriedMs} ms which branch of ${keyOf(
            repository,
          )} is the default one`,
        );
      }
      return { ...facts, hostedElsewhere: true, commits: [] };
    }
    return {
      ...(await asked),
      hostedElsewhere: true,
      commits: await this.open(repository).listCommits(commits),
    };
  }

  async compareCommits(
    sourceLocation: string,
    range: ComparedRange,
  ): Promise<CommitsBetween | undefined> {
    const repository = this.findOurs(sourceLocation);
    // No name of a branch is meant.
    if (!repository || ![range.from, range.to].every(isFullSha)) {
      return undefined;
    }
    const key = JSON.stringify([keyOf(repository), range]);
    const known = this.compared.get(key);
    if (known) {
      return known;
    }
    const between = await this.open(repository).compare(range);
    if (between) {
      this.compared.set(key, between);
    }
    return between;
  }

  /**
   * Somebody says that a branch has been pushed to.
   *
   * @throws ServiceUnavailableError where it is not to be found out what follows: it
   *   may be told again
   */
  async hearPush(push: Push): Promise<void> {
    const { context, options } = this;
    if (!context) {
      throw new ServiceUnavailableError(
        'The portal is still starting: send the delivery again in a moment',
      );
    }
    const { repository } = push;
    if (!options.api.hasHost(repository.host)) {
      options.logger.info(
        `A push to ${keyOf(
          repository,
        )} is not deployed: the portal has no integration for its host`,
      );
      return;
    }
    await deployPush(push, {
      context,
      logger: options.logger,
      timing: options.timing ?? TIMING,
      code: this.open(repository),
      describe: () => this.known.refresh(repository),
    });
  }

  /** @returns undefined for what is no repository, or of a host without an integration */
  private findOurs(sourceLocation: string): RepositoryId | undefined {
    const repository = findRepository(sourceLocation);
    return repository && this.options.api.hasHost(repository.host)
      ? repository
      : undefined;
  }

  private open(repository: RepositoryId): GitHubRepository {
    const { api } = this.options;
    return api.isGitHub(repository.host)
      ? new GitHubRepository(api, repository)
      : new GiteaRepository(api, repository);
  }
}

function isFullSha(sha: string): boolean {
  return FULL_SHA.test(sha);
}
