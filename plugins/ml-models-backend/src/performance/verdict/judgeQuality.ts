import {
  QUALITY_OUTCOMES_MIN,
  VerdictThresholds,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { compareWithLimits, isAtLeast } from './compareWithLimits';
import { Finding } from './Finding';
import { formatCount, formatPercent, formatRatio } from '../../formatNumber';
import { listNames } from './listNames';
import {
  ComparedMetric,
  QualityEvidence,
  VerdictEvidence,
} from './VerdictEvidence';

/**
 * How far off a measure may be that is judged by, as a part of the loss that makes a
 * version degraded: one that has lost nothing then stays clear of that limit.
 */
const ERROR_SHARE_MAX = 0.5;

/** How much worse than the evaluation, as a share of its value. */
export function judgeQuality(
  { quality }: VerdictEvidence,
  { qualityLoss }: VerdictThresholds,
): Finding {
  const nothing = quality && whyIncomparable(quality);
  if (nothing) {
    return { state: 'unknown', what: nothing, permanent: true };
  }
  const compared =
    quality?.compared.filter(({ evaluated }) => evaluated !== 0) ?? [];
  const exact = compared.filter(metric => !isTooCoarse(metric, qualityLoss));
  const judged = exact.find(hasEnough);
  if (judged) {
    return judgeMetric(judged, qualityLoss);
  }
  const coarse = exact.length === 0 ? compared.find(hasEnough) : undefined;
  return quality && coarse
    ? tooCoarse(quality, coarse)
    : tooFew(quality, exact[0] ?? compared[0]);
}

function hasEnough({ n }: ComparedMetric): boolean {
  return n >= QUALITY_OUTCOMES_MIN;
}

function isTooCoarse(
  { errorMax = 0, evaluated }: ComparedMetric,
  { degraded }: VerdictThresholds['qualityLoss'],
): boolean {
  return errorMax > ERROR_SHARE_MAX * degraded * Math.abs(evaluated);
}

function judgeMetric(
  { metric, measured, evaluated, higherIsBetter, n }: ComparedMetric,
  limits: VerdictThresholds['qualityLoss'],
): Finding {
  const change = (measured - evaluated) / Math.abs(evaluated);
  const loss = higherIsBetter ? -change : change;
  const { state, limit } = compareWithLimits(loss, limits, isAtLeast);
  const comparison =
    loss > 0 ? `${formatPercent(loss)} worse than` : 'no worse than';
  return {
    state,
    what: `${metric} is ${formatRatio(
      measured,
    )}, ${comparison} the ${formatRatio(evaluated)} of its evaluation`,
    period: 'in the last 7 days',
    basis: `limit ${formatPercent(limit)}, ${formatCount(n, 'outcome')}`,
  };
}

/** @returns undefined where there is something to compare, or may still be */
function whyIncomparable({
  labels,
  reported,
  measured,
  compared,
}: QualityEvidence): string | undefined {
  const nothing = 'Quality has nothing to be compared with';
  if (compared.some(({ evaluated }) => evaluated !== 0)) {
    return undefined;
  }
  if (compared.length > 0) {
    const zeros = listNames(compared.map(({ metric }) => metric));
    return `${nothing}: in the model report ${zeros} is 0, and no loss is a share of that`;
  }
  // The first outcomes do not tell everything that can be measured.
  return reported.length > 0 && labels >= QUALITY_OUTCOMES_MIN
    ? `${nothing}: the model report has ${listNames(
        reported,
      )}, and measured are ${listNames(measured)}`
    : undefined;
}

function tooCoarse(
  { measured, compared }: QualityEvidence,
  { metric, measured: value, errorMax = 0 }: ComparedMetric,
): Finding {
  const others = measured.filter(name =>
    compared.every(it => it.metric !== name),
  );
  return {
    state: 'unknown',
    what: `Quality cannot be judged by ${metric}, which is ${formatRatio(
      value,
    )} ± ${formatRatio(
      errorMax,
    )} in the last 7 days, as many scores are nearly the same: have the pipeline report one of ${listNames(
      others,
    )}, too`,
    permanent: true,
  };
}

function tooFew(
  quality: QualityEvidence | undefined,
  closest: ComparedMetric | undefined,
): Finding {
  if (!quality || quality.reported.length === 0) {
    return {
      state: 'unknown',
      what: `Too little to compare quality with its evaluation: ${QUALITY_OUTCOMES_MIN} outcomes of the last 7 days are needed`,
    };
  }
  const n = closest?.n ?? quality.labels;
  const by = closest ? ` for ${closest.metric}` : '';
  return {
    state: 'unknown',
    what: `Quality: not judged yet, ${formatCount(
      n,
    )} of ${QUALITY_OUTCOMES_MIN} outcomes${by} in the last 7 days`,
    pending: true,
  };
}
