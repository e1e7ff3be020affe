import {
  CommitsBetween,
  Repository,
} from '@noshelfware/backstage-plugin-ml-models-common';

export interface PushEvent {
  /**
   * Unique to the push: the same when it is told again, and another one when the
   * branch comes back to a commit that was pushed before.
   */
  pushId: string;
  modelRef: string;
  branch: string;
  defaultBranch: string;
  /** Full SHA the branch points at now. */
  commit: string;
  /**
   * As `findRepository` gives it. A repository may claim a model that lives in
   * another one; such a push is not the model's.
   */
  cloneUrl: string;
  /** Entity ref of who pushed. */
  actor?: string;
}

/** What the plugin gives a source host when both are up. */
export interface SourceHostContext {
  /** @returns whose token it is, or undefined for a wrong, revoked or foreign one */
  verifyGitToken(
    secret: string,
  ): Promise<{ scopeRef: string; actor?: string } | undefined>;
  /**
   * A push moved a branch of the model's repository. After a crash the same push
   * may come twice; what follows from it follows once.
   *
   * @returns what follows from it: a sentence for whoever pushed
   */
  onPush(event: PushEvent): Promise<string>;
  /**
   * For a host that is told of a repository rather than of its models: all that the
   * catalog has, whoever may see them.
   *
   * @param isFrom - whether a source location is in the repository; asks nobody
   * @returns refs of the models whose code is there
   * @throws ServiceUnavailableError where the catalog does not answer
   */
  listModels(isFrom: (sourceLocation: string) => boolean): Promise<string[]>;
}

/** Hosts the repositories of models. */
export interface SourceHost {
  readonly id: string;
  /** Called once, before the first request. */
  start(context: SourceHostContext): Promise<void>;
  /**
   * @param options.commits - the newest of the default branch that are named, 0 to 100.
   *   With 0 pages that are looked at again and again ask: it answers soon, from what
   *   it has asked for lately
   * @returns undefined for a location of another host
   */
  findRepository(
    sourceLocation: string,
    options: { commits: number },
  ): Promise<Repository | undefined>;
  /**
   * Tells what one commit has and another lacks. A host that cannot tell leaves
   * this out.
   *
   * @param range - full SHAs, and how many commits are named at most, 1 to 100
   * @returns undefined for a location of another host, or a commit that is not there
   */
  compareCommits?(
    sourceLocation: string,
    range: { from: string; to: string; commits: number },
  ): Promise<CommitsBetween | undefined>;
}
