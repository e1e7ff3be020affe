import {
  RATE_REQUESTS_MIN,
  VerdictThresholds,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { compareWithLimits, formatOver, isAbove } from './compareWithLimits';
import { Finding } from './Finding';
import {
  formatCount,
  formatMs,
  formatPercent,
  formatRatio,
} from '../../formatNumber';
import { VerdictEvidence } from './VerdictEvidence';

const PERIOD = 'in the last 15 minutes';

export function judgeErrorRate(
  { recent }: VerdictEvidence,
  { errorRate }: VerdictThresholds,
): Finding {
  const { errors, failuresUntold = 0 } = recent;
  const requests = recent.requests - failuresUntold;
  if (requests < RATE_REQUESTS_MIN && failuresUntold > 0) {
    return {
      state: 'unknown',
      what: `Errors are not known of ${formatCount(
        failuresUntold,
      )} of ${formatCount(
        recent.requests,
        'request',
      )} in the last 15 minutes: imported from a log that has no failures in it`,
    };
  }
  if (requests < RATE_REQUESTS_MIN) {
    return tooFew(requests, 'request');
  }
  const rate = errors / requests;
  const { state, limit } = compareWithLimits(rate, errorRate, isAbove);
  return {
    state,
    what: `Serving ${formatOver(rate, limit, formatPercent)} errors`,
    period: PERIOD,
    basis: `limit ${formatPercent(limit)}, n = ${formatCount(requests)}`,
  };
}

export function judgeLatency(
  { recent, before }: VerdictEvidence,
  { latencyRatio, latencyRise: { leastMs } }: VerdictThresholds,
): Finding {
  if (recent.timed < RATE_REQUESTS_MIN || recent.p95Ms === undefined) {
    return tooFew(recent.timed, 'timed request');
  }
  if (before.timed < RATE_REQUESTS_MIN || !before.p95Ms) {
    return {
      state: 'unknown',
      what: `Latency has only ${formatCount(
        before.timed,
        'timed request',
      )} of the 7 days before to be compared with: ${RATE_REQUESTS_MIN} are needed to judge`,
    };
  }
  const ratio = recent.p95Ms / before.p95Ms;
  const isNoticed = recent.p95Ms - before.p95Ms >= leastMs;
  const { state, limit } = compareWithLimits(
    ratio,
    latencyRatio,
    (value, most) => isNoticed && isAbove(value, most),
  );
  return {
    state,
    what: `95 % of answers took up to ${formatMs(recent.p95Ms)}`,
    period: PERIOD,
    basis: `${formatOver(ratio, limit, formatRatio)} × the ${formatMs(
      before.p95Ms,
    )} of the 7 days before, limit ${formatRatio(limit)} ×${
      leastMs > 0 ? ` and ${formatMs(leastMs)} more` : ''
    }, n = ${formatCount(recent.timed)}`,
  };
}

function tooFew(count: number, noun: string): Finding {
  return {
    state: 'unknown',
    what:
      count === 0
        ? `No ${noun} in the last 15 minutes`
        : `Only ${formatCount(
            count,
            noun,
          )} in the last 15 minutes: ${RATE_REQUESTS_MIN} are needed to judge`,
  };
}
