import {
  FeatureAspect,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What is looked at of a text's shape; longer ones repeat themselves. */
const SHAPE_CHARACTERS_MAX = 1_000;

/** Kinds of character, by Unicode's general category: the same in every language. */
const CHARACTER_KINDS: [name: string, pattern: RegExp][] = [
  ['upper', /\p{Lu}/u],
  ['lower', /\p{Ll}/u],
  // Of scripts without upper and lower case.
  ['letter', /[\p{Lo}\p{Lm}\p{Lt}]/u],
  ['digit', /\p{N}/u],
  ['space', /\s/u],
  ['sign', /[^\p{L}\p{N}\s]/u],
];

/**
 * What is compared of a value that is not compared itself.
 *
 * @returns undefined for a value of a type that does not have it
 */
export function measureAspect(
  aspect: FeatureAspect,
  value: RecordedValue,
): string | number | undefined {
  switch (aspect) {
    case 'items':
      return Array.isArray(value) ? value.length : undefined;
    case 'hour': {
      const instantMs = parseInstant(value);
      return instantMs === undefined
        ? undefined
        : new Date(instantMs).toISOString().slice(11, 13);
    }
    default:
      return typeof value === 'string' ? measureText(aspect, value) : undefined;
  }
}

function measureText(
  aspect: 'length' | 'words' | 'shape',
  text: string,
): string | number {
  switch (aspect) {
    case 'length':
      return text.length;
    case 'words':
      return text.match(/\S+/g)?.length ?? 0;
    default: {
      const looked = text.slice(0, SHAPE_CHARACTERS_MAX);
      const kinds = CHARACTER_KINDS.filter(([, it]) => it.test(looked));
      return kinds.map(([name]) => name).join('+') || 'empty';
    }
  }
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const ZONE = /(Z|[+-]\d\d:?\d\d)$/i;

export function isInstant(value: RecordedValue): boolean {
  return typeof value === 'string' && INSTANT.test(value);
}

/** Seconds since the epoch reach this in the year 5138, milliseconds in 1973. */
const MILLISECONDS_FROM = 1e11;

/** What a JavaScript date can hold. */
const MILLISECONDS_MAX = 8.64e15;

/** @returns milliseconds since the epoch; an instant without a zone is in UTC */
function parseInstant(value: RecordedValue): number | undefined {
  if (typeof value === 'number') {
    const instantMs =
      Math.abs(value) < MILLISECONDS_FROM ? value * 1000 : value;
    return Math.abs(instantMs) <= MILLISECONDS_MAX ? instantMs : undefined;
  }
  if (typeof value !== 'string' || !isInstant(value)) {
    return undefined;
  }
  const instantMs = Date.parse(ZONE.test(value) ? value : `${value}Z`);
  return Number.isNaN(instantMs) ? undefined : instantMs;
}
