import { FeatureComparison } from '@noshelfware/backstage-plugin-ml-models-common';
import { isNumber } from './isNumber';
import { OPERATOR_LIKE } from './operatorLike';
import { SearchedModel } from './SearchedModel';
import { SearchFilter } from './searchFilter';

/**
 * Writes a filter as the search line that {@link parseSearch} reads it from.
 *
 * @param model - the one that the line is read with
 */
export function formatSearch(
  filter: SearchFilter,
  model: SearchedModel = {},
): string {
  const named: Array<[string, string | number | undefined]> = [
    ['status', filter.status],
    ['version', filter.version],
    ['environment', filter.environment],
    ['traffic', filter.traffic],
    ['type', filter.errorType],
    ['place', filter.errorPlace],
    ['id', filter.id],
  ];
  const terms = [
    ...named.flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}:${quoteValue(String(value))}`],
    ),
    ...(filter.features ?? []).map(comparison =>
      formatComparison(comparison, model),
    ),
    ...(filter.text === undefined ? [] : [quote(filter.text)]),
  ];
  return terms.join(' ');
}

function formatComparison(
  { feature, operator, value }: FeatureComparison,
  { numbers = [] }: SearchedModel,
): string {
  const isTextForNumber =
    operator === '=' && numbers.includes(feature) && !isNumber(value);
  const written = isTextForNumber ? quote(value) : quoteValue(value);
  return `${quoteName(feature)}${operator}${written}`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, character => `\\${character}`)}"`;
}

function quoteValue(value: string): string {
  return /[\s"\\]/.test(value) || OPERATOR_LIKE.test(value)
    ? quote(value)
    : value;
}

function quoteName(name: string): string {
  return /[\s"\\:=<>!]/.test(name) ? quote(name) : name;
}
