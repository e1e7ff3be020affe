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

/** SHA last told of, by branch. */
const announcedSchema = z.record(z.string(), z.string());
const ANNOUNCED_FILE = 'noshelfware-announced.json';

/**
 * Tells of branches that have moved. What was told is kept beside the
 * repository, so that a push that landed while the portal was going down is
 * told of when it comes back. An event may come twice, never not at all.
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
      for (const [branch, commit] of branches) {
        if (announced[branch] !== commit) {
          told.push(
            ...(await this.tell({ name, repository, branch, commit, actor })),
          );
        }
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

  private async tell(moved: {
    name: RepositoryName;
    repository: BareRepository;
    branch: string;
    commit: string;
    actor?: string;
  }): Promise<string[]> {
    const { name, repository, branch, commit, actor } = moved;
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
          modelRef,
          branch,
          defaultBranch,
          commit,
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

async function readAnnounced(file: string): Promise<Record<string, string>> {
  try {
    return announcedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return {};
    }
    throw error;
  }
}
