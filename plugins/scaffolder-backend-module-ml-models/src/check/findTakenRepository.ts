import { GitRepository } from '@noshelfware/backstage-plugin-ml-models-common';

/** First and second part of its path, as publish:local-git takes them. */
export interface CheckedRepository {
  owner: string;
  name: string;
}

/** @returns a sentence with what is taken and what to do; undefined: it is free */
export async function findTakenRepository(
  { owner, name }: CheckedRepository,
  find: (repository: CheckedRepository) => Promise<GitRepository | undefined>,
): Promise<string | undefined> {
  const found = await find({ owner, name });
  return found && !found.isEmpty
    ? `The repository ${owner}/${name} is there already, with code in it. Unregistering a model leaves its repository and what it serves: to have the model back, register ${found.rawUrl}catalog-info.yaml in the catalog; else choose another name.`
    : undefined;
}
