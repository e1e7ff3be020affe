import {
  ExceptionGroup,
  failuresOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { SearchFilter } from '../search/searchFilter';

/** As long a text as a search takes. */
const TEXT_MAX = 200;

/**
 * @param asked - by what the group was found
 * @returns what finds its records; of their messages, the longest part that all
 *   have, but for a text that was asked for already: a search takes only one
 */
export function groupFilter(
  group: ExceptionGroup,
  asked: SearchFilter,
): SearchFilter {
  const part = group.messagePattern && longestPart(group.messagePattern);
  const text =
    asked.text && !(part && contains(part, asked.text)) ? asked.text : part;
  return {
    ...asked,
    status: failuresOf(asked.status),
    errorType: group.type,
    ...(group.place ? { errorPlace: group.place } : {}),
    ...(text ? { text } : {}),
  };
}

function contains(part: string, text: string): boolean {
  return part.toLowerCase().includes(text.toLowerCase());
}

/** A search line is one line; a quote or a bracket alone would find almost anything. */
function longestPart(pattern: string): string | undefined {
  const parts = pattern
    .split(/…|\n/)
    .map(part => part.trim().slice(0, TEXT_MAX))
    .filter(part => /\p{L}/u.test(part));
  return parts.reduce<string | undefined>(
    (longest, part) => (part.length > (longest?.length ?? 0) ? part : longest),
    undefined,
  );
}
