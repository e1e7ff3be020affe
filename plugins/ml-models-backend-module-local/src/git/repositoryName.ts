import { InputError } from '@backstage/errors';

/** `<owner>/<repo>`, as in the clone URL without `.git`. */
export interface RepositoryName {
  owner: string;
  repo: string;
}

/** A file or folder of a repository, on one branch or at one commit. */
export interface RawLocation extends RepositoryName {
  /** Branch name or full SHA. */
  revision: string;
  /** Relative to the root; empty for the root itself. */
  path: string;
}

const GIT_PATH = '/api/ml-models/git/';

/** 63 keeps a name usable as a DNS label, which is what most runtimes want. */
const SEGMENT = /^[a-z0-9][a-z0-9._-]{0,62}$/;

export function isRepositoryName({ owner, repo }: RepositoryName): boolean {
  return [owner, repo].every(
    segment =>
      SEGMENT.test(segment) &&
      !segment.includes('..') &&
      !/\.(git|lock)?$/.test(segment),
  );
}

/** @throws InputError saying which part is wrong and what is allowed */
export function assertRepositoryName(name: RepositoryName): void {
  if (!isRepositoryName(name)) {
    throw new InputError(
      `'${name.owner}/${name.repo}' cannot name a repository: owner and name are each 1 to 63 of a–z, 0–9, '-', '_' and '.', start with a letter or digit, have no two dots in a row, and do not end in '.', '.git' or '.lock'`,
    );
  }
}

export function formatRepositoryName({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`;
}

/**
 * Host and port are ignored: a portal that found its port taken moves on to
 * another one, and entities keep the old URL.
 *
 * @param location - any URL below a repository, with or without a leading `url:`
 * @returns undefined for a URL of another host
 */
export function findRepositoryName(
  location: string,
): RepositoryName | undefined {
  const segments = findSegments(location);
  if (!segments || segments.length < 2) {
    return undefined;
  }
  const name = { owner: segments[0], repo: segments[1].replace(/\.git$/, '') };
  return isRepositoryName(name) ? name : undefined;
}

/** @returns undefined for anything but `…/<owner>/<repo>/raw/<revision>/<path>` */
export function findRawLocation(location: string): RawLocation | undefined {
  const name = findRepositoryName(location);
  const [, , raw, revision, ...rest] = findSegments(location) ?? [];
  const path = rest.join('/').split('/').filter(Boolean);
  // Escaped dots survive the parsing of a URL.
  const isInside = !path.some(segment => segment === '.' || segment === '..');
  return name && raw === 'raw' && revision && isInside
    ? { ...name, revision, path: path.join('/') }
    : undefined;
}

function findSegments(location: string): string[] | undefined {
  try {
    const { pathname } = new URL(location.replace(/^url:/, ''));
    return pathname.startsWith(GIT_PATH)
      ? pathname.slice(GIT_PATH.length).split('/').map(decodeURIComponent)
      : undefined;
  } catch {
    return undefined; // not a URL, or not one that decodes
  }
}
