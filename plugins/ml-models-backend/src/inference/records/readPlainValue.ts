import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { RequestBudget } from '../body/RequestBudget';
import { toRecordedText } from '../toRecordedText';

/**
 * Reads a value of plain JSON.
 *
 * @returns undefined for a missing value: null, or what JSON has no word for
 * @throws what the budget throws
 */
export function readPlainValue(
  json: unknown,
  budget: RequestBudget,
  depth = 0,
): RecordedValue | undefined {
  budget.spendValue(depth);
  switch (typeof json) {
    case 'string':
      return toRecordedText(json);
    case 'number':
      return Number.isFinite(json) ? json : undefined;
    case 'boolean':
      return json;
    case 'object':
      return json === null ? undefined : readNested(json, budget, depth + 1);
    default:
      return undefined;
  }
}

function readNested(
  json: object,
  budget: RequestBudget,
  depth: number,
): RecordedValue {
  return Array.isArray(json)
    ? readList(json, budget, depth)
    : readPlainValues(json, budget, depth);
}

/** As `readPlainValue`, of each value of a map; missing ones are left out. */
function readPlainValues(
  json: object,
  budget: RequestBudget,
  depth = 0,
): NamedValues {
  // Makes an own property of every key, `__proto__` among them.
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]) => {
      const read = readPlainValue(value, budget, depth);
      return read === undefined ? [] : [[toRecordedText(name), read]];
    }),
  );
}

function readList(
  json: readonly unknown[],
  budget: RequestBudget,
  depth: number,
): RecordedValue[] {
  return json.flatMap(element => {
    const read = readPlainValue(element, budget, depth);
    return read === undefined ? [] : [read];
  });
}
