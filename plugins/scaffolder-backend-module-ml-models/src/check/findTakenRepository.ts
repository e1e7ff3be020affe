import { GitRepository } from '@noshelfware/backstage-plugin-ml-models-common';
import { Misfit, NAME_QUESTION } from './findMisfits';

/** First and second part of its path, as publish:local-git takes them. */
export interface CheckedRepository {
  owner: string;
  name: string;
}

/** @returns what is taken and what to do; undefined: it is free */
export async function findTakenRepository(
  { owner, name }: CheckedRepository,
  find: (repository: CheckedRepository) => Promise<GitRepository | undefined>,
): Promise<Misfit | undefined> {
  const found = await find({ owner, name });
  return found && !found.isEmpty
    ? {
        question: NAME_QUESTION,
        problem: `The repository ${owner}/${name} is there already, with code in it. Unregistering a model leaves its repository and what it serves: to have the model back, register ${found.rawUrl}catalog-info.yaml in the catalog; else choose another name.`,
      }
    : undefined;
}
