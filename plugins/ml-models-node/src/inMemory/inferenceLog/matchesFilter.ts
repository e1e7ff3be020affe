import {
  FeatureComparison,
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '../../inference/Inference';
import { InferenceFilter } from '../../inference/InferenceLogStore';

export function matchesFilter(
  inference: Inference,
  filter: InferenceFilter,
): boolean {
  const { from, until, status, id, text, features = [] } = filter;
  const { timeMs, inferenceId, requestId, exception } = inference;
  return (
    (from === undefined || timeMs >= Date.parse(from)) &&
    (until === undefined || timeMs < Date.parse(until)) &&
    isAsked(inference.environment, filter.environment) &&
    isAsked(inference.version, filter.version) &&
    isAsked(inference.traffic, filter.traffic) &&
    isAsked(inference.failed ? 'error' : 'ok', status) &&
    isAsked(inference.errorType, filter.errorType) &&
    isAsked(inference.errorPlace, filter.errorPlace) &&
    (id === undefined ||
      inferenceId === id.trim().toLowerCase() ||
      requestId === id.trim()) &&
    (text === undefined ||
      exception?.message?.toLowerCase().includes(text.toLowerCase()) ===
        true) &&
    features.every(comparison => compares(inference, comparison))
  );
}

function isAsked<T>(value: T, asked: T | undefined): boolean {
  return asked === undefined || value === asked;
}

function compares(
  { keepsBody, inputs, outputs }: Inference,
  { feature, operator, value }: FeatureComparison,
): boolean {
  const [, section, name] = /^(inputs|outputs)\.(.+)$/s.exec(feature) ?? [];
  const recorded = section
    ? findValue(section === 'inputs' ? inputs : outputs, name)
    : findValue(inputs, feature) ?? findValue(outputs, feature);
  return keepsBody && compareAs(recorded, operator, value);
}

function findValue(
  values: NamedValues,
  name: string,
): RecordedValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
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
