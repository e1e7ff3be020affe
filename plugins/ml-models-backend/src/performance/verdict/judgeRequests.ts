import {
  formatCount,
  formatMs,
  formatPercent,
  formatRatio,
} from './formatNumber';
import { Reason } from './Reason';
import { VerdictEvidence } from './VerdictEvidence';

/** Below, a rate says more of chance than of the model. */
const REQUESTS_MIN = 100;

const ERROR_RATE_LIMITS = { degraded: 0.01, failing: 0.05 };
const LATENCY_RATIO_LIMITS = { degraded: 1.5, failing: 3 };

export function judgeErrorRate({ recent }: VerdictEvidence): Reason[] {
  const { requests, errors } = recent;
  if (requests === 0) {
    return [
      {
        signal: 'no-data',
        state: 'unknown',
        text: 'No request in the last 15 minutes',
      },
    ];
  }
  if (requests < REQUESTS_MIN) {
    return [
      {
        signal: 'error-rate',
        state: 'unknown',
        text: `Only ${formatCount(
          requests,
          'request',
        )} in the last 15 minutes: ${REQUESTS_MIN} are needed to judge`,
      },
    ];
  }
  const rate = errors / requests;
  const { state, limit } = compare(rate, ERROR_RATE_LIMITS);
  return [
    {
      signal: 'error-rate',
      state,
      text: `Serving ${formatPercent(
        rate,
      )} errors in the last 15 minutes (limit ${formatPercent(
        limit,
      )}, n = ${requests})`,
    },
  ];
}

export function judgeLatency({ recent, before }: VerdictEvidence): Reason[] {
  const isKnown = recent.timed >= REQUESTS_MIN && before.timed >= REQUESTS_MIN;
  if (!isKnown || recent.p95Ms === undefined || !before.p95Ms) {
    return [];
  }
  const ratio = recent.p95Ms / before.p95Ms;
  const { state, limit } = compare(ratio, LATENCY_RATIO_LIMITS);
  return [
    {
      signal: 'latency',
      state,
      text: `95 % of answers took up to ${formatMs(
        recent.p95Ms,
      )} in the last 15 minutes, ${formatRatio(ratio)} × the ${formatMs(
        before.p95Ms,
      )} of the 7 days before (limit ${formatRatio(limit)} ×, n = ${
        recent.timed
      })`,
    },
  ];
}

/** @returns the state, and the limit that was crossed or is next */
function compare(
  value: number,
  limits: { degraded: number; failing: number },
): { state: 'healthy' | 'degraded' | 'failing'; limit: number } {
  if (value > limits.failing) {
    return { state: 'failing', limit: limits.failing };
  }
  return {
    state: value > limits.degraded ? 'degraded' : 'healthy',
    limit: limits.degraded,
  };
}
