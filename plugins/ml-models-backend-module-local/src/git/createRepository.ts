import {
  CreatedGitRepository,
  createGitRepositorySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { gitUrls } from './gitUrls';
import { LocalRepositories } from './LocalRepositories';
import { PushTokens } from './PushTokens';

export interface CreateRepositoryServices {
  repositories: LocalRepositories;
  pushTokens: PushTokens;
  /** @returns the public URL of the plugin's API */
  getApiUrl(): Promise<string>;
}

/** Makes a repository, or finds the one made for the same key. */
export async function createRepository(
  services: CreateRepositoryServices,
  request: z.output<typeof createGitRepositorySchema>,
  actor?: string,
): Promise<CreatedGitRepository> {
  const { owner, name: repo, ...rest } = request;
  const name = { owner, repo };
  const { repository, created } = await services.repositories.create({
    ...rest,
    name,
  });
  const branch = await repository.getDefaultBranch();
  return {
    ...gitUrls(await services.getApiUrl(), name, branch),
    pushToken: services.pushTokens.issue(name, actor),
    created,
    headCommit: await repository.findCommit(),
  };
}
