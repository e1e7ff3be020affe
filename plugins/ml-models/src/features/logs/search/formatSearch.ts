import { SearchFilter } from './searchFilter';

/** Writes a filter as the search line that {@link parseSearch} reads it from. */
export function formatSearch(filter: SearchFilter): string {
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
    ...(filter.features ?? []).map(
      ({ feature, operator, value }) =>
        `${quoteName(feature)}${operator}${quoteValue(value)}`,
    ),
    ...(filter.text === undefined ? [] : [quote(filter.text)]),
  ];
  return terms.join(' ');
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, character => `\\${character}`)}"`;
}

function quoteValue(value: string): string {
  // In front these would be read as part of the operator.
  return /[\s"\\]|^[=<>]/.test(value) ? quote(value) : value;
}

function quoteName(name: string): string {
  return /[\s"\\:=<>!]/.test(name) ? quote(name) : name;
}
