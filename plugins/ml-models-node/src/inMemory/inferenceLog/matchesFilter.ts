import {
  FeatureComparison,
  findSection,
  isAskedFor,
  requestStatusOf,
  NamedValues,
  RecordedValue,
  RecordSection,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '../../inference/Inference';
import { InferenceFilter } from '../../inference/InferenceLogStore';
import { KeptRecord } from './KeptRecord';

export function matchesFilter(
  record: KeptRecord,
  filter: InferenceFilter,
): boolean {
  const { inference } = record;
  const { from, until, status, id, text, features = [] } = filter;
  const { timeMs, inferenceId, requestId } = inference;
  return (
    (from === undefined || timeMs >= Date.parse(from)) &&
    (until === undefined || timeMs < Date.parse(until)) &&
    isAsked(inference.environment, filter.environment) &&
    isAsked(inference.version, filter.version) &&
    isOfTraffic(inference, filter.traffic) &&
    isAskedFor(requestStatusOf(inference), status) &&
    isAsked(inference.errorType, filter.errorType) &&
    isAsked(inference.errorPlace, filter.errorPlace) &&
    (id === undefined ||
      inferenceId === id.trim().toLowerCase() ||
      requestId === id.trim()) &&
    (text === undefined || mentions(inference, text)) &&
    features.every(comparison => compares(record, comparison))
  );
}

function isAsked<T>(value: T, asked: T | undefined): boolean {
  return asked === undefined || value === asked;
}

function isOfTraffic(
  { traffic }: Inference,
  asked: InferenceFilter['traffic'],
): boolean {
  return asked === 'callers' ? traffic !== 'shadow' : isAsked(traffic, asked);
}

function mentions(inference: Inference, text: string): boolean {
  const { exception, errorType, errorPlace } = inference;
  return [exception?.message, errorType, errorPlace].some(said =>
    said?.toLowerCase().includes(text.toLowerCase()),
  );
}

function compares(
  { inference, outcome }: KeptRecord,
  { feature, operator, value }: FeatureComparison,
): boolean {
  const { keepsBody, inputs, outputs } = inference;
  const sections: Partial<Record<RecordSection, NamedValues>> = {
    ...(keepsBody ? { inputs, outputs } : {}),
    target: outcome?.target,
  };
  const sectioned = findSection(feature);
  const recorded = sectioned
    ? findValue(sections[sectioned.section], sectioned.name)
    : findValue(sections.inputs, feature) ??
      findValue(sections.outputs, feature);
  return compareAs(recorded, operator, value);
}

/** Under its own name, or at its path through maps and lists. */
function findValue(
  values: NamedValues | undefined,
  name: string,
): RecordedValue | undefined {
  const own = ownValue(values, name);
  return own === undefined
    ? name.split('.').reduce<RecordedValue | undefined>(ownValue, values)
    : own;
}

function ownValue(
  holder: RecordedValue | undefined,
  key: string,
): RecordedValue | undefined {
  if (Array.isArray(holder)) {
    return holder[Number(key)];
  }
  return typeof holder === 'object' && Object.hasOwn(holder, key)
    ? holder[key]
    : undefined;
}

function compareAs(
  recorded: RecordedValue | undefined,
  operator: FeatureComparison['operator'],
  operand: string,
): boolean {
  const number = operand.trim() === '' ? NaN : Number(operand);
  const isNumber = Number.isFinite(number);
  const isEquality = operator === '=' || operator === '!=';
  switch (typeof recorded) {
    case 'number':
      return isNumber && holds(recorded, operator, number);
    case 'string':
      return (isEquality || !isNumber) && holds(recorded, operator, operand);
    case 'boolean':
      return isEquality && holds(`${recorded}`, operator, operand);
    default:
      return false;
  }
}

function holds<T extends string | number>(
  left: T,
  operator: FeatureComparison['operator'],
  right: T,
): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    default:
      return left <= right;
  }
}
