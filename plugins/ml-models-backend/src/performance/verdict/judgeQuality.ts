import { formatCount, formatPercent, formatRatio } from './formatNumber';
import { Reason } from './Reason';
import { VerdictEvidence } from './VerdictEvidence';

/** Outcomes; below, chance alone moves a metric by some percent. */
const LABELS_MIN = 500;

/** How much worse than the evaluation, as a share of its value. */
const LOSS_LIMITS = { degraded: 0.05, failing: 0.1 };

export function judgeQuality({ quality }: VerdictEvidence): Reason[] {
  if (!quality || quality.labels < LABELS_MIN || quality.evaluated === 0) {
    return [];
  }
  const { metric, measured, evaluated, higherIsBetter, labels } = quality;
  const change = (measured - evaluated) / Math.abs(evaluated);
  const loss = higherIsBetter ? -change : change;
  const isFailing = loss >= LOSS_LIMITS.failing;
  const isDegraded = loss >= LOSS_LIMITS.degraded;
  const limit = isFailing ? LOSS_LIMITS.failing : LOSS_LIMITS.degraded;
  const comparison =
    loss > 0 ? `${formatPercent(loss)} worse than` : 'no worse than';
  return [
    {
      signal: 'quality',
      state: isFailing ? 'failing' : isDegraded ? 'degraded' : 'healthy',
      text: `${metric} is ${formatRatio(
        measured,
      )} in the last 7 days, ${comparison} the ${formatRatio(
        evaluated,
      )} of its evaluation (limit ${formatPercent(limit)}, ${formatCount(
        labels,
        'outcome',
      )})`,
    },
  ];
}
