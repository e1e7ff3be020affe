import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * Replaces what stands at a path. A feature may have a dot in its name, so each
 * longer head of the path is tried too; lists are gone through on the way.
 *
 * @param replace - returns undefined for what is to be left out
 * @returns a copy; what is not on the path is shared with the original
 */
export function replaceAt(
  values: NamedValues,
  path: readonly string[],
  replace: (value: RecordedValue) => RecordedValue | undefined,
): NamedValues {
  const copy = new Map(Object.entries(values));
  for (let length = 1; length <= path.length; length += 1) {
    const name = path.slice(0, length).join('.');
    const value = copy.get(name);
    if (value !== undefined) {
      const rest = path.slice(length);
      const stand =
        rest.length === 0
          ? replace(value)
          : replaceWithin(value, rest, replace);
      if (stand === undefined) {
        copy.delete(name);
      } else {
        copy.set(name, stand);
      }
    }
  }
  return Object.fromEntries(copy);
}

function replaceWithin(
  value: RecordedValue,
  path: readonly string[],
  replace: (value: RecordedValue) => RecordedValue | undefined,
): RecordedValue {
  if (Array.isArray(value)) {
    return value.map(element => replaceWithin(element, path, replace));
  }
  return typeof value === 'object' ? replaceAt(value, path, replace) : value;
}
