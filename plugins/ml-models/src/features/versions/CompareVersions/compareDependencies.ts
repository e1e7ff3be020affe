import { Dependency } from '@noshelfware/backstage-plugin-ml-models-common';

/** What a package was before, and what it is; undefined: there is none. */
export interface DependencyChange {
  name: string;
  was: string | undefined;
  is: string | undefined;
}

/** What is said of a package whose version nobody has said. */
const ANY_VERSION = 'any version';

/** @returns what is other: changed ones first, then new and gone ones, each by name */
export function compareDependencies(
  older: readonly Dependency[],
  newer: readonly Dependency[],
): DependencyChange[] {
  const before = versionsByName(older);
  const after = versionsByName(newer);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .map(name => ({ name, was: before.get(name), is: after.get(name) }))
    .filter(({ was, is }) => was !== is)
    .sort((one, other) => orderOf(one) - orderOf(other));
}

function orderOf({ was, is }: DependencyChange): number {
  if (was !== undefined && is !== undefined) {
    return 0;
  }
  return was === undefined ? 1 : 2;
}

/** A lock file may have one version for each platform. */
function versionsByName(
  dependencies: readonly Dependency[],
): Map<string, string> {
  const byName = new Map<string, Set<string>>();
  for (const { name, version = ANY_VERSION } of dependencies) {
    byName.set(name, (byName.get(name) ?? new Set()).add(version));
  }
  return new Map(
    [...byName].map(([name, versions]) => [
      name,
      [...versions].sort().join(' or '),
    ]),
  );
}
