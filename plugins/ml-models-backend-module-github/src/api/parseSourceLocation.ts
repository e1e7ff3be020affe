import { InputError } from '@backstage/errors';
import { RepositoryId } from './RepositoryId';

/**
 * @param sourceLocation - a model's `backstage.io/source-location`, e.g.
 *   `url:https://github.com/flights/flight-delay/tree/main/`
 * @throws InputError for what is no repository's page
 */
export function parseSourceLocation(sourceLocation: string): RepositoryId {
  const repository = findRepository(sourceLocation);
  if (!repository) {
    throw new InputError(
      `'${sourceLocation}' is not a repository on GitHub: the annotation backstage.io/source-location of the model has to read url:https://<host>/<owner>/<repository>`,
    );
  }
  return repository;
}

/** @returns undefined for what is no repository's page */
export function findRepository(
  sourceLocation: string,
): RepositoryId | undefined {
  const text = sourceLocation.replace(/^url:/, '');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [owner, name] = url?.pathname.split('/').filter(Boolean) ?? [];
  return url && /^https?:$/.test(url.protocol) && owner && name
    ? { host: url.host, owner, name: name.replace(/\.git$/, '') }
    : undefined;
}
