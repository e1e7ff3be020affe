import {
  FeatureComparison,
  featureComparisonSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { FilterName, isFilterName, readFilter } from './searchFilters';
import { formatSearch } from './formatSearch';
import { isNumber } from './isNumber';
import { OPERATOR_LIKE } from './operatorLike';
import { SearchedModel } from './SearchedModel';
import { SearchFilter } from './searchFilter';
import { SearchScanner, SearchSyntaxError } from './SearchScanner';

/** As many comparisons, and as long a text, as the HTTP API takes. */
const FEATURES_MAX = 10;
const TEXT_MAX = 200;

/** What callers get back with an answer, and paste. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export type SearchResult =
  | { filter: SearchFilter; error?: undefined }
  | { filter?: undefined; error: SearchSyntaxError };

interface Draft {
  model: SearchedModel;
  filter: SearchFilter;
  features: FeatureComparison[];
  /** Where the text searched for stands, once there is one. */
  text?: { words: string[]; end: number; lastTerm: number };
  term: number;
}

/**
 * Reads a search line: `status:error version:4 distance>2000 "timed out"`.
 * Terms are joined by "and". Words without a colon or an operator are text to
 * look for in the exception's message, unless they are a UUID, which is an id;
 * values and names with spaces are quoted.
 *
 * @param model - whose versions go by their labels too, and whose numbers compare
 *   with numbers alone, but for text in quotes that they may equal
 * @returns the filter, or the first thing that is wrong and where
 */
export function parseSearch(
  line: string,
  model: SearchedModel = {},
): SearchResult {
  const scanner = new SearchScanner(line);
  const draft: Draft = { model, filter: {}, features: [], term: 0 };
  try {
    scanner.skipSpace();
    while (!scanner.atEnd()) {
      readTerm(scanner, draft);
      draft.term += 1;
      scanner.skipSpace();
    }
    return { filter: finish(draft) };
  } catch (error) {
    if (error instanceof SearchSyntaxError) {
      return { error };
    }
    throw error;
  }
}

function readTerm(scanner: SearchScanner, draft: Draft): void {
  const start = scanner.offset;
  const quoted = scanner.peek() === '"';
  const name = quoted ? scanner.readQuoted() : scanner.readName();
  if (!quoted && scanner.peek() === ':') {
    readNamedFilter(scanner, draft, { name, start });
    return;
  }
  const operator = scanner.tryOperator();
  if (operator) {
    readComparison(scanner, draft, { name, operator, start });
  } else if (!quoted && UUID.test(name)) {
    setFilter(draft, { name: 'id', value: name, start, end: scanner.offset });
  } else {
    addText(draft, name, { quoted, start, end: scanner.offset });
  }
}

function readNamedFilter(
  scanner: SearchScanner,
  draft: Draft,
  term: { name: string; start: number },
): void {
  const { name, start } = term;
  scanner.skip(1);
  const value = scanner.readValue();
  const fail = (message: string): never => {
    throw new SearchSyntaxError(message, start, scanner.offset);
  };
  if (!isFilterName(name)) {
    fail(
      `There is no filter “${name}”. Filters are status, version, environment, traffic, type, place and id; a feature is compared as ${
        name || 'feature'
      }=value; text with a colon is quoted.`,
    );
  } else if (value === '') {
    fail(`“${name}:” needs a value right after the colon.`);
  } else {
    setFilter(draft, { name, value, start, end: scanner.offset });
  }
}

function setFilter(
  draft: Draft,
  term: { name: FilterName; value: string; start: number; end: number },
): void {
  const { name, value, start, end } = term;
  const read = readFilter(name, value, draft.model);
  if (read.error !== undefined) {
    throw new SearchSyntaxError(read.error, start, end);
  }
  if (draft.filter[read.field] !== undefined) {
    throw new SearchSyntaxError(
      `“${name}” is given twice; one search takes it once.`,
      start,
      end,
    );
  }
  Object.assign(draft.filter, { [read.field]: read.value });
}

function readComparison(
  scanner: SearchScanner,
  draft: Draft,
  term: { name: string; operator: string; start: number },
): void {
  const { name, operator, start } = term;
  const quoted = scanner.peek() === '"';
  const value = scanner.readValue();
  const fail = (message: string): never => {
    throw new SearchSyntaxError(message, start, scanner.offset);
  };
  const more = quoted ? undefined : OPERATOR_LIKE.exec(value)?.[0];
  if (more) {
    fail(
      `“${operator}${more}” compares nothing: write =, !=, >, >=, < or <=. A value that begins with ${more.charAt(
        0,
      )} is quoted.`,
    );
  }
  const comparison = featureComparisonSchema.safeParse({
    feature: name,
    operator,
    value,
  });
  if (!comparison.success || value === '') {
    fail(
      name === ''
        ? `A feature's name is missing before “${operator}”.`
        : `A value is missing after “${name}${operator}”.`,
    );
  } else if (
    draft.model.numbers?.includes(name) &&
    !isNumber(value) &&
    // A record may hold text where a number belongs, and is found by it.
    !(quoted && operator === '=')
  ) {
    const asText = formatSearch(
      { features: [{ ...comparison.data, operator: '=' }] },
      draft.model,
    );
    fail(
      `“${name}” is a number; “${value}” is none. Write ${asText} to find that text in its place.`,
    );
  } else if (draft.features.length === FEATURES_MAX) {
    fail(`One search compares at most ${FEATURES_MAX} features.`);
  } else {
    draft.features.push(comparison.data);
  }
}

function addText(
  draft: Draft,
  words: string,
  place: { quoted: boolean; start: number; end: number },
): void {
  const { text } = draft;
  if (words === '') {
    throw new SearchSyntaxError(
      'An empty text finds nothing.',
      place.start,
      place.end,
    );
  }
  if (!place.quoted && !/[\p{L}\p{N}]/u.test(words)) {
    throw new SearchSyntaxError(
      `“${words}” is not understood. Text to look for is quoted where it has neither letter nor digit.`,
      place.start,
      place.end,
    );
  }
  if (text && text.lastTerm !== draft.term - 1) {
    throw new SearchSyntaxError(
      'One search looks for one text: put its words side by side.',
      place.start,
      place.end,
    );
  }
  draft.text = {
    words: [...(text?.words ?? []), words],
    end: place.end,
    lastTerm: draft.term,
  };
}

function finish(draft: Draft): SearchFilter {
  const { filter, features, text } = draft;
  const words = text?.words.join(' ');
  if (text && words && words.length > TEXT_MAX) {
    throw new SearchSyntaxError(
      `The text is longer than ${TEXT_MAX} characters.`,
      0,
      text.end,
    );
  }
  return {
    ...filter,
    ...(features.length > 0 ? { features } : {}),
    ...(words ? { text: words } : {}),
  };
}
