import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatPercent, formatRatio } from './formatNumber';
import { Reason } from './Reason';
import { VerdictEvidence } from './VerdictEvidence';

/** Share of the inputs that can be judged. */
const DRIFTED_SHARE_LIMIT = 0.2;

/** Names in one sentence; the page has them all. */
const NAMES_SHOWN_MAX = 3;

/** Drift never makes a model failing by itself: it may still answer well. */
export function judgeDrift({ drift }: VerdictEvidence): Reason[] {
  const decided = drift.filter(({ decision }) => decision !== 'unknown');
  return [
    ...judgeInputs(decided.filter(({ role }) => role === 'input')),
    ...judgeOutputs(decided.filter(({ role }) => role === 'output')),
  ];
}

function judgeInputs(decided: readonly FeatureDrift[]): Reason[] {
  if (decided.length === 0) {
    return [];
  }
  const drifted = decided.filter(({ decision }) => decision === 'drift');
  const share = drifted.length / decided.length;
  const names = drifted.length > 0 ? `: ${nameSome(drifted)}` : '';
  return [
    {
      signal: 'feature-drift',
      state: share >= DRIFTED_SHARE_LIMIT ? 'degraded' : 'healthy',
      text: `${drifted.length} of ${
        decided.length
      } features have drifted in the last 24 hours (limit ${formatPercent(
        DRIFTED_SHARE_LIMIT,
      )}, n = ${decided[0].n})${names}`,
    },
  ];
}

function judgeOutputs(decided: readonly FeatureDrift[]): Reason[] {
  if (decided.length === 0) {
    return [];
  }
  const drifted = decided.filter(({ decision }) => decision === 'drift');
  return [
    {
      signal: 'prediction-drift',
      state: drifted.length > 0 ? 'degraded' : 'healthy',
      text:
        drifted.length > 0
          ? `Predictions have drifted in the last 24 hours: ${drifted
              .map(describe)
              .join(', ')} (n = ${drifted[0].n})`
          : `Predictions are as in the baseline in the last 24 hours (n = ${decided[0].n})`,
    },
  ];
}

function describe({ feature, measures }: FeatureDrift): string {
  return `${feature} at distance ${formatRatio(measures.jsDistance ?? 0)}`;
}

function nameSome(features: readonly FeatureDrift[]): string {
  const names = features.slice(0, NAMES_SHOWN_MAX).map(it => it.feature);
  const more = features.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
