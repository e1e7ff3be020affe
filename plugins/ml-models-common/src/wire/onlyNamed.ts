import { z } from 'zod';

/** Whoever has misspelt more has enough to look at; there may be thousands. */
const UNKNOWN_NAMES_MAX = 3;

/** Characters; twice the longest name that is known. */
const UNKNOWN_NAME_LENGTH_MAX = 40;

/**
 * An object that takes no other names: a misspelt one would otherwise change what is
 * stored without a word.
 */
export function onlyNamed<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `there is no ${nameUnknown(issue.keys)}: known are ${Object.keys(
            shape,
          ).join(', ')}`
        : undefined,
  });
}

function nameUnknown(names: readonly string[]): string {
  const shown = names.slice(0, UNKNOWN_NAMES_MAX).map(shorten).join(', ');
  const hidden = names.length - UNKNOWN_NAMES_MAX;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}

function shorten(name: string): string {
  return name.length > UNKNOWN_NAME_LENGTH_MAX
    ? `${name.slice(0, UNKNOWN_NAME_LENGTH_MAX)}…`
    : name;
}
