import { ExceptionGroup } from '@noshelfware/backstage-plugin-ml-models-common';

/** What tells groups of exceptions apart. */
export function groupKey(group: ExceptionGroup): string {
  const { type, place = null, messagePattern = null } = group;
  return JSON.stringify([type, place, messagePattern]);
}

/**
 * Joins groups that were found further and further back, each of them
 * once, the most recent first.
 *
 * @param groups - newest stretch of time first
 */
export function mergeGroups(
  groups: readonly ExceptionGroup[],
): ExceptionGroup[] {
  const byKey = new Map<string, ExceptionGroup>();
  for (const group of groups) {
    const key = groupKey(group);
    const newer = byKey.get(key);
    byKey.set(key, newer ? addOlder(newer, group) : group);
  }
  return [...byKey.values()];
}

function addOlder(newer: ExceptionGroup, older: ExceptionGroup) {
  return {
    ...newer,
    count: newer.count + older.count,
    firstSeen: older.firstSeen,
    versions: [...new Set([...newer.versions, ...older.versions])].sort(
      (a, b) => a - b,
    ),
  };
}
