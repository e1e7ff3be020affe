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
        ? describeUnknown(issue.keys, Object.keys(shape))
        : undefined,
  });
}

/** @returns which names there are not, and which there are */
export function describeUnknown(
  unknown: readonly string[],
  known: readonly string[],
): string {
  const there =
    known.length > 0 ? `known are ${known.join(', ')}` : 'none is known';
  return `there is no ${nameUnknown(unknown)}: ${there}`;
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
