import { GitRepository } from '@noshelfware/backstage-plugin-ml-models-common';
import { gitUrls } from './gitUrls';
import { LocalRepositories } from './LocalRepositories';
import { RepositoryName } from './repositoryName';

export interface GetRepositoryServices {
  repositories: LocalRepositories;
  /** @returns the public URL of the plugin's API */
  getApiUrl(): Promise<string>;
}

/** @throws NotFoundError */
export async function getRepository(
  services: GetRepositoryServices,
  name: RepositoryName,
): Promise<GitRepository> {
  const repository = await services.repositories.get(name);
  const branch = await repository.getDefaultBranch();
  return {
    ...gitUrls(await services.getApiUrl(), name, branch),
    isEmpty: (await repository.listBranches()).size === 0,
  };
}
