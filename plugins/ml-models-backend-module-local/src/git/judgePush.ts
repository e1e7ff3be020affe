import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  CATALOG_FILE,
  describeCatalogFileProblems,
  findCatalogFileProblems,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { OfferedCommit, PushVerdict } from './answerReceiveHook';
import { LocalRepositories } from './LocalRepositories';
import { formatRepositoryName, RepositoryName } from './repositoryName';

export interface JudgePushOptions {
  name: RepositoryName;
  repositories: LocalRepositories;
  offered: OfferedCommit;
  logger: LoggerService;
  /** For git to find the file, and again to read it; default: 10,000. */
  timeoutMs?: number;
}

/** Git finds and reads one file in milliseconds; a pusher waits twice this at most. */
const GIT_TIMEOUT_MS = 10_000;

/**
 * Refuses a commit for the default branch whose `catalog-info.yaml` the catalog is
 * sure to refuse, or which is too long to be parsed. A check that fails refuses
 * nothing: the catalog is still to come, and a pusher could not mend what is wrong
 * here.
 */
export async function judgePush(
  options: JudgePushOptions,
): Promise<PushVerdict> {
  const { name, logger } = options;
  try {
    const problems = await checkFile(options);
    if (problems.length > 0) {
      logger.info(
        `Refused a push to ${formatRepositoryName(
          name,
        )}: problems in ${CATALOG_FILE}: ${problems.length}`,
      );
      return { isRefused: true, lines: describeRefusal(problems) };
    }
    return { isRefused: false, lines: [] };
  } catch (error) {
    logger.error(
      `Could not check ${CATALOG_FILE} of a push to ${formatRepositoryName(
        name,
      )}; the push goes on, and the catalog checks it when it reads it`,
      toError(error),
    );
    return {
      isRefused: false,
      lines: [`The portal could not check ${CATALOG_FILE}; the catalog will.`],
    };
  }
}

async function checkFile({
  name,
  repositories,
  offered: { commit, variables },
  timeoutMs = GIT_TIMEOUT_MS,
}: JudgePushOptions): Promise<string[]> {
  const repository = await repositories.get(name);
  const received = repository.seeing(variables, timeoutMs);
  const file = await received.findFile(commit, CATALOG_FILE);
  return file
    ? findCatalogFileProblems({
        sizeBytes: file.sizeBytes,
        read: () => received.readContent(file),
      })
    : [];
}

function describeRefusal(problems: string[]): string[] {
  return [
    'Refused, as the portal would not take what is pushed:',
    ...describeCatalogFileProblems(problems).map(line => `  ${line}`),
    `Nothing of this push was taken, and your commits are as they were. Mend ${CATALOG_FILE}, commit it, and push again.`,
  ];
}
