import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatSearch } from './formatSearch';

const WILDCARD = '*';

/** @returns what there is instead of wildcards, where values were written with them */
export function missWildcards({
  errorType,
  errorPlace,
  id,
  text,
  features = [],
}: InferenceQuery): string[] {
  const exceptions = [errorType, errorPlace].filter(isPattern);
  const values = [
    id,
    ...features.flatMap(({ operator, value }) =>
      operator === '=' ? value : [],
    ),
  ].filter(isPattern);
  return [
    ...exceptions.map(pattern => {
      const part = longestPart(pattern);
      const instead = part
        ? `; write ${formatSearch({
            text: part,
          })} to find that text in the message, type or place of exceptions`
        : '';
      return `There are no wildcards: “${pattern}” is compared as it stands${instead}.`;
    }),
    ...values.map(
      value => `There are no wildcards: “${value}” is compared as it stands.`,
    ),
    ...[text]
      .filter(isPattern)
      .map(
        words =>
          `There are no wildcards: “${words}” was looked for as it stands; text is found within words, too.`,
      ),
  ];
}

function isPattern(value: string | undefined): value is string {
  return value !== undefined && value.includes(WILDCARD);
}

function longestPart(pattern: string): string {
  const [longest = ''] = pattern
    .split(WILDCARD)
    .sort((a, b) => b.length - a.length);
  return longest;
}
