import { DeclaredValue } from '../api/useModelFacts';
import { formatSearch } from './formatSearch';

type Declared = ReadonlyMap<string, DeclaredValue>;

const WHERE_LOOKED =
  'Text without a name is looked for in the messages, types and places of exceptions alone';

/** What other query languages write for a choice of values. */
const LIST = /(?:^|\s)(\S+)\s+(not\s+)?in\s*[([]([^)\]]+)/i;

/** Words that join terms elsewhere, in any case; and what there is instead. */
const OPERATORS = [
  {
    word: 'or',
    found: /(?:^|\s)or(?:\s|$)/i,
    instead: 'there is no “or”, search for one after the other',
  },
  {
    word: 'and',
    found: /(?:^|\s)and(?:\s|$)/i,
    instead: 'terms are joined by it already',
  },
  {
    word: 'not',
    // Within a text it is more often a word than an operator: “is not found”.
    found: /^not(?:\s|$)/i,
    instead: 'write != to leave a value out',
  },
] as const;

/** A version as it is shown. */
const VERSION = /^v(\d+)$/i;

/** What other query languages write between a name and a value. */
const COMPARISON = /^([^\s~!]+)\s*(~|!~|\s(?:not\s+)?i?like\s)\s*(\S.*)$/i;

/** @returns why text was not found that was meant as more, or as something else, than text */
export function missText(text: string, declared: Declared): string[] {
  const list = missList(text, declared);
  const operators = OPERATORS.filter(
    ({ word, found }) =>
      found.test(text) || new RegExp(`\\b${word.toUpperCase()}\\b`).test(text),
  ).map(({ word, instead }) => `“${word}” was looked for as text: ${instead}.`);
  if (list) {
    return [`${WHERE_LOOKED}.`, list];
  }
  if (operators.length > 0) {
    return [`${WHERE_LOOKED}.`, ...operators];
  }
  const meant = missVersion(text) ?? missComparison(text, declared);
  if (meant) {
    return [`${WHERE_LOOKED}.`, meant];
  }
  return [
    `${WHERE_LOOKED}: write ${asValue(
      text,
      declared,
    )} to look for a value of an input.`,
  ];
}

function missVersion(text: string): string | undefined {
  const [, number] = VERSION.exec(text) ?? [];
  return number && `Write version:${Number(number)} to search by version.`;
}

/** @returns how a comparison is written that was in other words */
function missComparison(text: string, declared: Declared): string | undefined {
  const [, feature, written, value] = COMPARISON.exec(text) ?? [];
  if (!feature || (declared.size > 0 && !declared.has(feature))) {
    return undefined;
  }
  const operator = /!|not/i.test(written) ? '!=' : '=';
  const term = formatSearch({ features: [{ feature, operator, value }] });
  return `Inputs are compared with =, !=, >, >=, < or <=: write ${term}.`;
}

/** @returns how to ask for the values of a list one by one */
function missList(text: string, declared: Declared): string | undefined {
  const [, feature, not, listed] = LIST.exec(text) ?? [];
  const values = listed?.split(/[\s,]+/).filter(Boolean) ?? [];
  if (values.length === 0 || (declared.size > 0 && !declared.has(feature))) {
    return undefined;
  }
  const terms = (asked: readonly string[]) =>
    formatSearch({
      features: asked.map(value => ({
        feature,
        operator: not ? '!=' : '=',
        value,
      })),
    });
  return not
    ? `There are no lists: write ${terms(values)} to leave these out.`
    : `There are no lists: write ${terms(
        values.slice(0, 1),
      )}, and search for one value after the other.`;
}

/** @returns the text as a comparison with the input that it is most likely a value of */
function asValue(text: string, declared: Declared): string {
  const names = [...declared.keys()];
  const inputs = names.flatMap(name =>
    name.startsWith('inputs.') ? [name.slice('inputs.'.length)] : [],
  );
  const feature =
    inputs.find(name => declared.get(name)?.categories?.includes(text)) ??
    inputs.find(name => declared.get(name)?.type === 'string') ??
    inputs[0] ??
    'name';
  return formatSearch({
    features: [{ feature, operator: '=', value: text }],
  });
}
