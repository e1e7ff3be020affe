import { VerdictThresholds } from '@noshelfware/backstage-plugin-ml-models-common';
import { compareWithLimits, isAtLeast } from './compareWithLimits';
import { Finding } from './Finding';
import { formatCount, formatPercent, formatRatio } from './formatNumber';
import { VerdictEvidence } from './VerdictEvidence';

/** Outcomes; below, chance alone moves a metric by some percent. */
const LABELS_MIN = 500;

/** How much worse than the evaluation, as a share of its value. */
export function judgeQuality(
  { quality }: VerdictEvidence,
  { qualityLoss }: VerdictThresholds,
): Finding {
  if (!quality || quality.labels < LABELS_MIN || quality.evaluated === 0) {
    return {
      state: 'unknown',
      what: `Too little to compare quality with its evaluation: ${LABELS_MIN} outcomes of the last 7 days are needed`,
    };
  }
  const { metric, measured, evaluated, higherIsBetter, labels } = quality;
  const change = (measured - evaluated) / Math.abs(evaluated);
  const loss = higherIsBetter ? -change : change;
  const { state, limit } = compareWithLimits(loss, qualityLoss, isAtLeast);
  const comparison =
    loss > 0 ? `${formatPercent(loss)} worse than` : 'no worse than';
  return {
    state,
    what: `${metric} is ${formatRatio(
      measured,
    )}, ${comparison} the ${formatRatio(evaluated)} of its evaluation`,
    period: 'in the last 7 days',
    basis: `limit ${formatPercent(limit)}, ${formatCount(labels, 'outcome')}`,
  };
}
