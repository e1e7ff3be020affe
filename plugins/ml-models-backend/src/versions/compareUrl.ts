import { ScmIntegrations } from '@backstage/integration';

/** SHAs of the commits that are compared. */
export interface ComparedCommits {
  from: string;
  to: string;
}

/** By the kind of its integration, where the page of a forge is that compares two commits. */
const PAGES: Partial<
  Record<string, (path: string, range: ComparedCommits) => string>
> = {
  github: (path, { from, to }) =>
    `${repositoryIn(path)}/compare/${from}...${to}`,
  gitea: (path, { from, to }) =>
    `${repositoryIn(path)}/compare/${from}...${to}`,
  // A group may be in others: https://docs.gitlab.com/user/group/subgroups/
  gitlab: (path, { from, to }) =>
    `${path.split('/-/')[0]}/-/compare/${from}...${to}`,
  bitbucketCloud: (path, { from, to }) =>
    `${repositoryIn(path)}/branches/compare/${to}..${from}`,
};

/**
 * @param sourceLocation - e.g. `url:https://github.com/flights/delay/tree/main/`
 * @returns the page of its forge that compares the two; undefined for a forge that is
 *   not among the portal's integrations, or whose pages are not known here
 */
export function compareUrl(
  sourceLocation: string,
  range: ComparedCommits,
  integrations: Pick<ScmIntegrations, 'byUrl'>,
): string | undefined {
  const text = sourceLocation.replace(/^url:/, '');
  if (!URL.canParse(text) || !isSha(range.from) || !isSha(range.to)) {
    return undefined;
  }
  const { origin, pathname, protocol } = new URL(text);
  const page = PAGES[integrations.byUrl(text)?.type ?? ''];
  return page && /^https?:$/.test(protocol)
    ? `${origin}${page(
        pathname.replace(/\/$/, '').replace(/\.git$/, ''),
        range,
      )}`
    : undefined;
}

/** Whoever registers a version says its commit: nothing but a SHA gets into an address. */
function isSha(text: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(text);
}

function repositoryIn(path: string): string {
  const [owner, name] = path.split('/').filter(Boolean);
  return `/${owner}/${(name ?? '').replace(/\.git$/, '')}`;
}
