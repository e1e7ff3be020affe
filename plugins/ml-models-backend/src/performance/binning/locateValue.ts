import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** In the place of what a value of another type cannot hold. */
export const MISPLACED = Symbol('a value of another type is in the way');

const POSITION = /^\d+$/;

/**
 * Finds the value at a path: names in maps, positions in lists.
 *
 * @returns undefined where a name or a position is not there; `MISPLACED` where
 *   what is there can hold neither
 */
export function locateValue(
  values: NamedValues,
  path: readonly string[],
): RecordedValue | undefined | typeof MISPLACED {
  let found: RecordedValue | undefined = values;
  for (const key of path) {
    if (Array.isArray(found)) {
      if (!POSITION.test(key)) return MISPLACED;
      found = findInList(found, key);
    } else if (found !== undefined) {
      if (!isMap(found)) return MISPLACED;
      // A feature may be called as a member that every object inherits.
      found = Object.hasOwn(found, key) ? found[key] : undefined;
    }
    if (found === undefined) return undefined;
  }
  return found;
}

export function findInList(
  list: readonly RecordedValue[],
  position: string,
): RecordedValue | undefined {
  return list[Number(position)];
}

export function isMap(
  value: RecordedValue,
): value is { [name: string]: RecordedValue } {
  return typeof value === 'object' && !Array.isArray(value);
}
