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
  const { state, limit } = compare(loss);
  const comparison =
    loss > 0 ? `${formatPercent(loss)} worse than` : 'no worse than';
  return [
    {
      signal: 'quality',
      state,
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

function compare(loss: number): Pick<Reason, 'state'> & { limit: number } {
  if (loss >= LOSS_LIMITS.failing) {
    return { state: 'failing', limit: LOSS_LIMITS.failing };
  }
  return {
    state: loss >= LOSS_LIMITS.degraded ? 'degraded' : 'healthy',
    limit: LOSS_LIMITS.degraded,
  };
}
