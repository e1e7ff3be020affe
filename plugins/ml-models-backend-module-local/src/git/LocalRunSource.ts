import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';
import { RunSource } from '../pipeline/RunSource';
import { BareRepository } from './BareRepository';
import { LocalRepositories } from './LocalRepositories';
import { findRepositoryName, formatRepositoryName } from './repositoryName';
import { runGit } from './runGit';

/** Checks code out of the repositories of the data directory. */
export class LocalRunSource implements RunSource {
  constructor(private readonly repositories: LocalRepositories) {}

  async checkOut(request: {
    sourceLocation: string;
    commit?: string;
    folder: string;
  }): Promise<Commit> {
    const { sourceLocation, commit: wanted, folder } = request;
    const name = findRepositoryName(sourceLocation);
    if (!name) {
      throw new InputError(
        `The local engine builds what is in this portal's own repositories, not ${sourceLocation}; push the code there, or give the model another pipeline engine`,
      );
    }
    const repository = await this.repositories.get(name);
    const commit = await repository.findCommit(wanted);
    if (!commit) {
      throw new NotFoundError(
        wanted
          ? `${formatRepositoryName(
              name,
            )} has no commit ${wanted}; push it, or deploy another one`
          : `${formatRepositoryName(
              name,
            )} has no commit on its default branch; push one`,
      );
    }
    await clone(repository, commit, folder);
    return (await repository.listCommits(commit, 1))[0];
  }
}

/** Shares the repository's objects: nothing is copied but the files. */
async function clone(
  repository: BareRepository,
  commit: string,
  folder: string,
): Promise<void> {
  const built = `${folder}.${randomUUID()}`;
  try {
    await runGit([
      'clone',
      '--quiet',
      '--shared',
      '--no-checkout',
      '--template=',
      repository.directory,
      built,
    ]);
    await runGit(['checkout', '--quiet', '--detach', commit], { cwd: built });
    await rename(built, folder);
  } finally {
    await rm(built, { recursive: true, force: true });
  }
}
