import {
  DRIFT_SAMPLES_MIN,
  FeatureDrift,
  VerdictThresholds,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Finding } from './Finding';
import { formatCount, formatPercent, formatRatio } from '../../formatNumber';
import { listNames } from './listNames';
import { VerdictEvidence } from './VerdictEvidence';

/** Names of features are long. */
const NAMES_SHOWN_MAX = 3;

const PERIOD = 'in the last 24 hours';

/** Drift never makes a model failing by itself: it may still answer well. */
export function judgeFeatureDrift(
  { drift }: VerdictEvidence,
  { driftedFeatures }: VerdictThresholds,
): Finding {
  const decided = decidedOf(drift, 'input');
  if (decided.length === 0) {
    return tooLittle(drift, 'input');
  }
  const drifted = decided.filter(({ decision }) => decision === 'drift');
  const share = drifted.length / decided.length;
  const names =
    drifted.length > 0
      ? ` (${listNames(
          drifted.map(it => it.feature),
          NAMES_SHOWN_MAX,
        )})`
      : '';
  return {
    state: share >= driftedFeatures.degraded ? 'degraded' : 'healthy',
    what: `${drifted.length} of ${decided.length} features have drifted${names}`,
    period: PERIOD,
    basis: `limit ${formatPercent(driftedFeatures.degraded)}, n = ${formatCount(
      decided[0].n,
    )}${describeExempt(drift)}`,
  };
}

/** What a model has passed over, or does not let be seen, is told wherever the share is. */
function describeExempt(drift: readonly FeatureDrift[]): string {
  const names = drift
    .filter(it => it.exempt || (it.redacted && it.role === 'input'))
    .map(it => it.feature);
  return names.length > 0
    ? `, without ${listNames(names, NAMES_SHOWN_MAX)}`
    : '';
}

export function judgePredictionDrift({ drift }: VerdictEvidence): Finding {
  const decided = decidedOf(drift, 'output');
  if (decided.length === 0) {
    return tooLittle(drift, 'output');
  }
  const drifted = decided.filter(({ decision }) => decision === 'drift');
  return drifted.length > 0
    ? {
        state: 'degraded',
        what: `Predictions have drifted: ${drifted.map(describe).join(', ')}`,
        period: PERIOD,
        basis: `limit ${formatRatio(
          drifted[0].distanceLimit,
        )}, n = ${formatCount(drifted[0].n)}`,
      }
    : {
        state: 'healthy',
        what: 'Predictions are as in the baseline',
        period: PERIOD,
        basis: `n = ${formatCount(decided[0].n)}`,
      };
}

function decidedOf(drift: readonly FeatureDrift[], role: FeatureDrift['role']) {
  return ofRole(drift, role).filter(({ decision }) => decision !== 'unknown');
}

/** Without what the model has a verdict pass over. */
function ofRole(drift: readonly FeatureDrift[], role: FeatureDrift['role']) {
  return drift.filter(it => it.role === role && !it.exempt);
}

const SUBJECTS: Record<FeatureDrift['role'], string> = {
  input: 'features',
  output: 'predictions',
};

/** What was refused has inputs, too. */
const COUNTED: Record<FeatureDrift['role'], string> = {
  input: 'requests',
  output: 'predictions',
};

function tooLittle(
  drift: readonly FeatureDrift[],
  role: FeatureDrift['role'],
): Finding {
  const looked = ofRole(drift, role);
  if (looked.length > 0 && looked.every(({ redacted }) => redacted)) {
    return {
      state: 'unknown',
      what: `Drift of ${SUBJECTS[role]}: not judged, they are redacted since this version was registered, and compared again from the next version on`,
    };
  }
  const compared = looked.filter(
    ({ baselineN, redacted }) => baselineN >= DRIFT_SAMPLES_MIN && !redacted,
  );
  const n = Math.max(0, ...compared.map(it => it.n));
  const isExpected = compared.length > 0 && n < DRIFT_SAMPLES_MIN;
  return isExpected
    ? {
        state: 'unknown',
        what: `Drift of ${SUBJECTS[role]}: not judged yet, ${formatCount(
          n,
        )} of ${DRIFT_SAMPLES_MIN} ${COUNTED[role]} ${PERIOD}`,
        pending: true,
      }
    : {
        state: 'unknown',
        what: `Too little to say whether ${SUBJECTS[role]} have drifted ${PERIOD}`,
      };
}

function describe({ feature, measures }: FeatureDrift): string {
  return `${feature} at distance ${formatRatio(measures.jsDistance ?? 0)}`;
}
