import {
  ComparedGuardrail,
  GuardedMeasure,
  GuardrailUnit,
  QUALITY_METRICS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatNumber,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';
import { StatusWordProps } from '../../../components/StatusWord/StatusWord';

const FORMATS: Record<GuardrailUnit, (value: number) => string> = {
  share: formatPercent,
  'p95-ms': value => formatNumber(value, 'ms'),
  ratio: value => `${formatNumber(value)} ×`,
  'js-distance': value => formatNumber(value),
  error: value => formatNumber(value),
  loss: value => `${formatPercent(value)} worse`,
};

/** @returns a value with its unit, e.g. `12 ms`; a dash where there is none */
export function formatMeasured(
  value: number | undefined,
  unit: GuardrailUnit,
): string {
  return value === undefined ? '–' : FORMATS[unit](value);
}

/** @returns what a guardrail is about, e.g. `Predictions of delayed` */
export function nameGuardrail({
  guardrail,
  output,
  measure,
}: ComparedGuardrail) {
  switch (guardrail) {
    case 'error-rate':
      return 'Errors';
    case 'latency':
      return 'Latency p95';
    case 'quality':
      return measure === undefined ? 'Quality' : titleOf(measure);
    case 'disagreement':
      return output === undefined
        ? 'Answered otherwise'
        : `Answered otherwise: ${output}`;
    default:
      return output === undefined ? 'Predictions' : `Predictions of ${output}`;
  }
}

/** @returns what is compared of the version that is tried, where its unit does not tell */
export function explainUnit({
  guardrail,
  output,
  unit,
}: ComparedGuardrail): string | undefined {
  if (guardrail === 'quality') {
    return 'By the outcomes that have arrived';
  }
  if (guardrail === 'disagreement' && output === undefined) {
    return 'Share of the requests that both answered';
  }
  return unit === 'js-distance'
    ? 'Jensen-Shannon distance from the live version, 0 to 1'
    : undefined;
}

function titleOf(measure: GuardedMeasure): string {
  return (
    QUALITY_METRICS.find(metric => metric.measure === measure)?.title ?? measure
  );
}

const OUTCOMES: Record<ComparedGuardrail['outcome'], StatusWordProps> = {
  kept: { status: 'healthy', word: 'Kept' },
  broken: { status: 'failing', word: 'Broken' },
  // What is not known is no good sign.
  unmeasured: { status: 'degraded', word: 'Not measured' },
};

/**
 * @param isEarly - whether too few requests came to call anything kept
 * @returns how an outcome looks
 */
export function lookOf(
  { awaited, guardrail, limit, outcome, maybeByChance }: ComparedGuardrail,
  isEarly: boolean,
): StatusWordProps {
  if (maybeByChance) {
    return { status: 'not-confirmed', word: 'Beyond it, maybe by chance' };
  }
  if (awaited) {
    return { status: 'not-confirmed', word: 'Not known yet' };
  }
  if (guardrail === 'disagreement' && !limit && outcome === 'kept') {
    return { status: 'unknown', word: 'No limit' };
  }
  return isEarly && outcome === 'kept'
    ? { status: 'not-confirmed', word: 'Kept so far' }
    : OUTCOMES[outcome];
}
