import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { OfferedCommit, PushVerdict } from './answerReceiveHook';
import { findCatalogFileProblems } from './findCatalogFileProblems';
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

const FILE = 'catalog-info.yaml';

/** Git finds and reads one file in milliseconds; a pusher waits twice this at most. */
const GIT_TIMEOUT_MS = 10_000;

/** As many as are mended in one go, and as fit a screen. */
const PROBLEMS_SHOWN = 20;

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
        )}: problems in ${FILE}: ${problems.length}`,
      );
      return { isRefused: true, lines: describeRefusal(problems) };
    }
    return { isRefused: false, lines: [] };
  } catch (error) {
    logger.error(
      `Could not check ${FILE} of a push to ${formatRepositoryName(
        name,
      )}; the push goes on, and the catalog checks it when it reads it`,
      toError(error),
    );
    return {
      isRefused: false,
      lines: [`The portal could not check ${FILE}; the catalog will.`],
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
  const file = await received.findFile(commit, FILE);
  return file
    ? findCatalogFileProblems({
        sizeBytes: file.sizeBytes,
        read: () => received.readContent(file),
      })
    : [];
}

function describeRefusal(problems: string[]): string[] {
  const more = problems.length - PROBLEMS_SHOWN;
  return [
    'Refused, as the portal would not take what is pushed:',
    ...problems
      .slice(0, PROBLEMS_SHOWN)
      .map(problem => `  ${FILE}: ${problem}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    `Nothing of this push was taken, and your commits are as they were. Mend ${FILE}, commit it, and push again.`,
  ];
}
