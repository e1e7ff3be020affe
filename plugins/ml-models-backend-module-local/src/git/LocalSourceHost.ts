import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  CommitsBetween,
  Repository,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  SourceHost,
  SourceHostContext,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { OfferedCommit, PushVerdict } from './answerReceiveHook';
import { BareRepository } from './BareRepository';
import { gitUrls } from './gitUrls';
import { judgePush } from './judgePush';
import { LocalRepositories } from './LocalRepositories';
import { PushAnnouncer } from './PushAnnouncer';
import { findRepositoryName, RepositoryName } from './repositoryName';

export interface LocalSourceHostOptions {
  repositories: LocalRepositories;
  logger: LoggerService;
  /** @returns the public URL of the plugin's API */
  getApiUrl(): Promise<string>;
  /** A default branch moved; its run may come soon. */
  onDefaultBranch(repository: BareRepository, commit: string): void;
}

/** Hosts the repositories of models in the data directory. */
export class LocalSourceHost implements SourceHost {
  readonly id = 'local';
  private context?: SourceHostContext;
  private readonly announcer: PushAnnouncer;

  constructor(private readonly options: LocalSourceHostOptions) {
    this.announcer = new PushAnnouncer({
      ...options,
      onPush: event => this.getContext().onPush(event),
    });
  }

  async start(context: SourceHostContext): Promise<void> {
    this.context = context;
    // Not awaited: who starts us may need us to be up before it can answer.
    this.announcer
      .announceMissed()
      .catch(error =>
        this.options.logger.error(
          'Could not look for pushes that came while the portal was down',
          toError(error),
        ),
      );
  }

  async findRepository(
    sourceLocation: string,
    options: { commits: number },
  ): Promise<Repository | undefined> {
    const name = findRepositoryName(sourceLocation);
    const repository = name && (await this.options.repositories.find(name));
    if (!repository) {
      return undefined;
    }
    const defaultBranch = await repository.getDefaultBranch();
    const head = await repository.findCommit();
    const { cloneUrl } = gitUrls(
      await this.options.getApiUrl(),
      name,
      defaultBranch,
    );
    return {
      cloneUrl,
      defaultBranch,
      commits: head ? await repository.listCommits(head, options.commits) : [],
    };
  }

  async compareCommits(
    sourceLocation: string,
    { from, to, commits }: { from: string; to: string; commits: number },
  ): Promise<CommitsBetween | undefined> {
    const name = findRepositoryName(sourceLocation);
    const repository = name && (await this.options.repositories.find(name));
    // One that a forced push has taken away may be gone, and no name of a branch is meant.
    for (const sha of [from, to]) {
      if ((await repository?.findCommit(sha)) !== sha) {
        return undefined;
      }
    }
    return (
      repository && {
        ...(await repository.countApart(from, to)),
        newest: await repository.listCommits(`${from}..${to}`, commits),
      }
    );
  }

  verifyGitToken: SourceHostContext['verifyGitToken'] = secret =>
    this.getContext().verifyGitToken(secret);

  /** Before the default branch moves. */
  judgePush(
    name: RepositoryName,
    offered: OfferedCommit,
  ): Promise<PushVerdict> {
    return judgePush({ ...this.options, name, offered });
  }

  /**
   * @param actor - entity ref of who pushed, if known
   * @returns what follows, in sentences for whoever pushed
   */
  announcePush(name: RepositoryName, actor?: string): Promise<string[]> {
    return this.announcer.announce(name, actor);
  }

  private getContext(): SourceHostContext {
    if (!this.context) {
      throw new ServiceUnavailableError(
        'The portal is still starting; push again in a moment',
      );
    }
    return this.context;
  }
}
