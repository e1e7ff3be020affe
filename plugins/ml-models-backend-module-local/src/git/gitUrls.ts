import { formatRepositoryName, RepositoryName } from './repositoryName';

/** @param apiUrl - public URL of the plugin's API, without a slash at its end */
export function gitUrls(
  apiUrl: string,
  name: RepositoryName,
  branch: string,
): { cloneUrl: string; rawUrl: string } {
  const root = `${apiUrl}/git/${formatRepositoryName(name)}`;
  return {
    cloneUrl: `${root}.git`,
    rawUrl: `${root}/raw/${encodeURIComponent(branch)}/`,
  };
}
