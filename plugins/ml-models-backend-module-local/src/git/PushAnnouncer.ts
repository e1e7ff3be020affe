import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { PushEvent } from '@noshelfware/backstage-plugin-ml-models-node';
import { z } from 'zod';
import { hasErrorCode } from '../process/hasErrorCode';
import { replaceFile } from '../replaceFile';
import { Turns } from '../Turns';
import { BareRepository } from './BareRepository';
import { gitUrls } from './gitUrls';
import { listModelDocuments } from './listModelDocuments';
import { LocalRepositories } from './LocalRepositories';
import { formatRepositoryName, RepositoryName } from './repositoryName';

export interface PushAnnouncerOptions {
  repositories: LocalRepositories;
  logger: LoggerService;
  /** @returns the public URL of the plugin's API */
  getApiUrl(): Promise<string>;
  /** @returns what follows from it: a sentence for whoever pushed */
  onPush(event: PushEvent): Promise<string>;
  /** A default branch moved; whether its model is known does not matter. */
  onDefaultBranch(repository: BareRepository, commit: string): void;
}

/** By branch the SHA last told of; while it is told, which push that is. */
const announcedSchema = z.record(
  z.string(),
  z.union([z.string(), z.object({ commit: z.string(), pushId: z.string() })]),
);
type Announced = z.infer<typeof announcedSchema>;
type Push = Pick<PushEvent, 'branch' | 'commit' | 'pushId'>;
const ANNOUNCED_FILE = 'noshelfware-announced.json';

/**
 * Tells of branches that have moved. What was told is kept beside the
 * repository, so that a push that landed while the portal was going down is
 * told of when it comes back. An event may come twice, as of the same push, never
 * not at all.
 */
export class PushAnnouncer {
  /** Two pushes into one repository would each tell of the other's branches. */
  private readonly turns = new Turns();

  constructor(private readonly options: PushAnnouncerOptions) {}

  /**
   * @param actor - entity ref of who pushed, if known
   * @returns what follows, in sentences for whoever pushed
   */
  announce(name: RepositoryName, actor?: string): Promise<string[]> {
    return this.turns.take(formatRepositoryName(name), () =>
      this.announceNow(name, actor),
    );
  }

  /** Tells of what nobody heard before the last stop. */
  async announceMissed(): Promise<void> {
    for (const name of await this.options.repositories.list()) {
      await this.announce(name);
    }
  }

  private async announceNow(
    name: RepositoryName,
    actor?: string,
  ): Promise<string[]> {
    const { repositories, logger } = this.options;
    const told: string[] = [];
    try {
      const repository = await repositories.get(name);
      const file = join(repository.directory, ANNOUNCED_FILE);
      const announced = await readAnnounced(file);
      const branches = await repository.listBranches();
      const pushes = findPushes(branches, announced);
      // Before they are told of, so that a crash does not make others of them.
      await replaceFile(file, JSON.stringify(withPushes(announced, pushes)));
      for (const push of pushes) {
        told.push(...(await this.tell({ ...push, name, repository, actor })));
      }
      await replaceFile(file, JSON.stringify(Object.fromEntries(branches)));
    } catch (error) {
      logger.error(
        `Could not tell of a push to ${formatRepositoryName(
          name,
        )}; it will be told of after the next push or restart`,
        toError(error),
      );
      told.push(
        'The portal could not look at what was pushed; it will after the next push or restart.',
      );
    }
    return told;
  }

  private async tell({
    name,
    repository,
    actor,
    ...push
  }: Push & {
    name: RepositoryName;
    repository: BareRepository;
    actor?: string;
  }): Promise<string[]> {
    const { branch, commit } = push;
    const defaultBranch = await repository.getDefaultBranch();
    if (branch === defaultBranch) {
      this.options.onDefaultBranch(repository, commit);
    }
    const apiUrl = await this.options.getApiUrl();
    const { cloneUrl } = gitUrls(apiUrl, name, defaultBranch);
    const { models, problem } = await listModelDocuments(repository, commit);
    const told: string[] = [];
    for (const { modelRef } of models) {
      told.push(
        await this.options.onPush({
          ...push,
          modelRef,
          defaultBranch,
          cloneUrl,
          actor,
        }),
      );
    }
    if (models.length > 0) {
      return told;
    }
    const reason = problem
      ? `catalog-info.yaml of ${branch} ${problem}`
      : `${branch} has no catalog-info.yaml of a model`;
    return [`No deployment follows: ${reason}.`];
  }
}

/** @returns branches that nobody has been told of, or only before a crash */
function findPushes(
  branches: Map<string, string>,
  announced: Announced,
): Push[] {
  return [...branches]
    .filter(([branch, commit]) => announced[branch] !== commit)
    .map(([branch, commit]) => {
      const before = announced[branch];
      const isSame = typeof before === 'object' && before.commit === commit;
      return {
        branch,
        commit,
        pushId: isSame ? before.pushId : randomUUID(),
      };
    });
}

function withPushes(announced: Announced, pushes: Push[]): Announced {
  return {
    ...announced,
    ...Object.fromEntries(
      pushes.map(({ branch, commit, pushId }) => [branch, { commit, pushId }]),
    ),
  };
}

async function readAnnounced(file: string): Promise<Announced> {
  try {
    return announcedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return {};
    }
    throw error;
  }
}
