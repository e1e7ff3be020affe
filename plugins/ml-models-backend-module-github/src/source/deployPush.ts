import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { SourceHostContext } from '@noshelfware/backstage-plugin-ml-models-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRepository } from '../api/parseSourceLocation';
import { isSameRepository, keyOf } from '../api/RepositoryId';
import { GitHubRepository, RepositoryFacts } from './GitHubRepository';
import { Push } from './Push';

export interface HeadTiming {
  /** How often the branch is looked at until it is where the push has put it. */
  looks: number;
  /** Between two looks. */
  lookMs: number;
}

export interface DeployPushOptions {
  context: SourceHostContext;
  logger: LoggerService;
  timing: HeadTiming;
  code: GitHubRepository;
  /** Asks for the default branch anew. */
  describe(): Promise<RepositoryFacts>;
}

/**
 * Has a push deployed if the host says that it is the newest of the default branch. Of
 * one that was told late, or again after others, nothing follows: what came after it is
 * told of by itself, and a rollback since then stays.
 */
export async function deployPush(
  push: Push,
  options: DeployPushOptions,
): Promise<void> {
  const { context, logger } = options;
  const { repository, branch, after: commit, pushId } = push;
  const place = keyOf(repository);
  const modelRefs = await context.listModels(sourceLocation => {
    const source = findRepository(sourceLocation);
    return source !== undefined && isSameRepository(source, repository);
  });
  if (modelRefs.length === 0) {
    logger.info(
      `A push to ${place} is not deployed: no model of the catalog has its code there`,
    );
    return;
  }
  const { cloneUrl, defaultBranch } = await options.describe();
  if (branch !== defaultBranch || !(await isHead(push, options))) {
    logger.info(
      `A push of ${commit} to ${branch} of ${place} is not deployed: ${defaultBranch} is the default branch, and where it is now another push has put it`,
    );
    return;
  }
  // Each for itself: what keeps one from being deployed is not the others'.
  const told = await Promise.allSettled(
    modelRefs.map(modelRef =>
      context.onPush({
        pushId,
        modelRef,
        branch,
        defaultBranch,
        commit,
        cloneUrl,
      }),
    ),
  );
  const failed = told.flatMap(each =>
    each.status === 'rejected' ? [each.reason] : [],
  );
  if (failed.length > 0) {
    throw new ServiceUnavailableError(
      `A push of ${commit} to ${place} could not be looked at for ${failed.length} of ${modelRefs.length} models: send the delivery again`,
      failed[0],
    );
  }
}

/** For a moment the host may answer as it would have before the push. */
async function isHead(
  { branch, after }: Push,
  { code, timing }: DeployPushOptions,
): Promise<boolean> {
  for (let look = 1; ; look += 1) {
    const head = await code.findHead(branch);
    if (head === after || look === timing.looks) {
      return head === after;
    }
    await sleep(timing.lookMs);
  }
}
