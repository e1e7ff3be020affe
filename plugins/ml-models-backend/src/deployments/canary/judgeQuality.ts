import {
  ComparedGuardrail,
  countTrials,
  QUALITY_METRICS,
  QUALITY_OUTCOMES_MIN,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCount, formatPercent, formatRatio } from '../../formatNumber';
import { CanaryObservation } from './CanaryObserver';
import { ComparedQuality, ObservedQuality } from './ComparedQuality';
import { CHANCE, Finding, findingOf } from './Finding';
import { isSurelyWorse } from './isSurelyWorse';
import { JudgedRules } from './JudgedRules';

/**
 * Outcomes of either version from which on a loss can be sure. What is known of the
 * spread of errors is too uncertain below, and next to nothing would be sure.
 */
const SURE_OUTCOMES_MIN = 100;

/**
 * Whether its predictions come true less often than the live version's. Outcomes come
 * late, and of many models never: a quality that cannot be measured is told, and holds
 * up nothing unless the model names the loss that is permitted.
 */
export function judgeQuality(
  observation: CanaryObservation,
  rules: JudgedRules,
): Finding[] {
  const { maxQualityLoss: maxLoss, mustMeasureQuality, shadow } = rules;
  // No outcome will ever tell of answers that nobody has got.
  if (maxLoss === undefined || shadow) {
    return [];
  }
  const compared = observation.quality.map(quality =>
    compare(quality, observation, { ...rules, maxLoss }),
  );
  const found: ComparedGuardrail[] =
    compared.length > 0
      ? compared
      : [
          {
            guardrail: 'quality',
            unit: 'share',
            limit: { value: maxLoss, unit: 'loss' },
            outcome: 'unmeasured',
            says: 'of its predictions no outcome has arrived',
          },
        ];
  return found.map(guardrail =>
    findingOf(
      guardrail.outcome === 'unmeasured' && !mustMeasureQuality
        ? { ...guardrail, awaited: true }
        : guardrail,
    ),
  );
}

function compare(
  quality: ComparedQuality,
  { live: { version } }: CanaryObservation,
  { maxLoss, ...rules }: JudgedRules & { maxLoss: number },
): ComparedGuardrail {
  const { measure, candidate, live, higherIsBetter } = quality;
  const unit = measure === 'mae' ? 'error' : 'share';
  const compared = {
    guardrail: 'quality',
    measure,
    unit,
    candidate: toSide(candidate),
    live: toSide(live),
    limit: { value: maxLoss, unit: 'loss' },
  } as const;
  const unmeasured = (says: string): ComparedGuardrail => ({
    ...compared,
    outcome: 'unmeasured',
    says,
  });
  if (candidate.value === undefined || live.value === undefined) {
    return unmeasured(sayMissing(quality, version));
  }
  if (live.value === 0) {
    return unmeasured(
      `${nameOf(
        quality,
      )} of version ${version} is 0, and no loss is a share of that`,
    );
  }
  const change = candidate.value / live.value - 1;
  const loss = higherIsBetter ? -change : change;
  // Some models are judged by fewer requests than that.
  const enough = Math.min(QUALITY_OUTCOMES_MIN, rules.minSamples);
  const n = Math.min(candidate.n, live.n);
  const breach =
    n >= Math.min(SURE_OUTCOMES_MIN, enough) &&
    isSurelyWorse(quality, { maxLoss, trials: countTrials(rules) });
  if (!breach && n < enough) {
    return unmeasured(sayTooFew(quality, { version, enough }));
  }
  const isUnsure = !breach && loss > maxLoss;
  const permitted = higherIsBetter ? 1 - maxLoss : 1 + maxLoss;
  return {
    ...compared,
    limit: { value: Math.max(0, permitted * live.value), unit },
    outcome: breach ? 'broken' : 'kept',
    maybeByChance: isUnsure || undefined,
    says: `${sayValue(quality, candidate)}, ${
      loss > 0 ? `${formatPercent(loss)} worse than` : 'no worse than'
    } the ${formatValue(
      quality,
      live.value,
    )} of version ${version} by ${formatCount(
      live.n,
      'outcome',
    )} (limit ${formatPercent(maxLoss)}${isUnsure ? CHANCE : ''})`,
  };
}

function sayMissing(quality: ComparedQuality, version: number): string {
  const { candidate, live } = quality;
  if (candidate.n > 0) {
    return `${sayValue(
      quality,
      candidate,
    )}, and of the predictions of version ${version} meanwhile no such outcome has arrived`;
  }
  return live.n > 0
    ? `of its predictions no outcome has arrived that ${nameOf(
        quality,
      )} could be measured by; of those of version ${version} ${formatCount(
        live.n,
      )} have`
    : `no outcome has arrived that ${nameOf(quality)} could be measured by`;
}

function sayTooFew(
  quality: ComparedQuality,
  { version, enough }: { version: number; enough: number },
): string {
  const { candidate, live } = quality;
  return `${sayValue(
    quality,
    candidate,
  )}, and of version ${version} ${formatValue(
    quality,
    live.value ?? 0,
  )} by ${formatCount(live.n)}: it takes ${enough} of either to compare them`;
}

function sayValue(
  quality: ComparedQuality,
  { value = 0, n }: ObservedQuality,
): string {
  return `${nameOf(quality)} is ${formatValue(quality, value)} by ${formatCount(
    n,
    'outcome',
  )} of its predictions`;
}

/** @returns as in the middle of a sentence: `accuracy`, `F1` */
function nameOf({ measure }: ComparedQuality): string {
  const title =
    QUALITY_METRICS.find(metric => metric.measure === measure)?.title ?? '';
  const isAcronym = title === title.toLocaleUpperCase('en-US');
  return isAcronym ? title : title.toLocaleLowerCase('en-US');
}

function formatValue({ measure }: ComparedQuality, value: number): string {
  return measure === 'mae' ? formatRatio(value) : formatPercent(value);
}

function toSide({ value, n }: ObservedQuality) {
  return { value, n };
}
