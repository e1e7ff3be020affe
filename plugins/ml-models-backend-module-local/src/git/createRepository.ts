import {
  CreatedGitRepository,
  createGitRepositorySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { GetRepositoryServices } from './getRepository';
import { gitUrls } from './gitUrls';
import { PushTokens } from './PushTokens';

export interface CreateRepositoryServices extends GetRepositoryServices {
  pushTokens: PushTokens;
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
