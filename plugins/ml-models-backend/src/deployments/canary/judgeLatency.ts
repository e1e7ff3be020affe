import { countTrials } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCount, formatMs, formatRatio } from '../../formatNumber';
import { CanaryObservation, ObservedVersion } from './CanaryObserver';
import { CHANCE, Finding, findingOf } from './Finding';
import { isSurelyAbove } from './isSurelyAbove';
import { JudgedRules } from './JudgedRules';

/** Of a p95: this share of requests takes longer. */
const SLOW_SHARE = 0.05;

/** Timed requests of a version that make its p95 worth comparing. */
const TIMED_MIN = 100;

/** Less is what a busy machine does to an answer, whatever the ratio. */
const SLOWER_LEAST_MS = 5;

/** Whether its answers take longer than the live version's. */
export function judgeLatency(
  { candidate, live }: CanaryObservation,
  { maxLatencyRatio: ratio, minSamples, ...rules }: JudgedRules,
): Finding {
  const ownMs = findP95(candidate);
  const liveMs = findP95(live);
  const compared = {
    guardrail: 'latency',
    unit: 'p95-ms',
    candidate: { value: ownMs, n: candidate.timed },
    live: { value: liveMs, n: live.timed },
    limit: { value: ratio, unit: 'ratio' },
  } as const;
  const unmeasured = (says: string) =>
    findingOf({ ...compared, outcome: 'unmeasured', says });
  if (ownMs === undefined) {
    return unmeasured('none of its answers was timed');
  }
  if (liveMs === undefined || live.timed < TIMED_MIN) {
    return unmeasured(
      `p95 is ${formatMs(ownMs)}, and version ${live.version} has answered ${
        live.timed
      } of the ${TIMED_MIN} requests that it takes to compare it with`,
    );
  }
  const limitMs = Math.max(ratio * liveMs, liveMs + SLOWER_LEAST_MS);
  const slow = candidate.slowerThan(limitMs);
  const breach = isSurelyAbove(slow, candidate.timed, {
    limit: SLOW_SHARE,
    trials: countTrials(rules),
  });
  const isUnsure = !breach && ownMs > limitMs;
  // Some models are judged by fewer requests than that.
  const timedMin = Math.min(TIMED_MIN, minSamples);
  if (!breach && candidate.timed < timedMin) {
    return unmeasured(
      `${formatCount(
        candidate.timed,
      )} of its answers were timed, and it takes ${timedMin} to compare them with those of version ${
        live.version
      }`,
    );
  }
  return findingOf({
    ...compared,
    limit: { value: limitMs, unit: 'p95-ms' },
    outcome: breach ? 'broken' : 'kept',
    maybeByChance: isUnsure || undefined,
    says: `p95 is ${formatMs(ownMs)}, ${formatRatio(
      ownMs / liveMs,
    )} × the ${formatMs(liveMs)} of version ${
      live.version
    } (limit ${formatRatio(ratio)} ×${isUnsure ? CHANCE : ''})`,
  });
}

/** Far beyond what any answer takes, and what anybody can tell from nothing. */
const LATENCIES_MS = { shortest: 1e-3, longest: 1e8 };

/** Halvings after which the ratio of both ends is below a millionth. */
const HALVINGS = 45;

/** @returns milliseconds that 95 % of the answers take at most; undefined without any */
function findP95({ timed, slowerThan }: ObservedVersion): number | undefined {
  if (timed === 0) {
    return undefined;
  }
  let { shortest: low, longest: high } = LATENCIES_MS;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = Math.sqrt(low * high);
    if (slowerThan(middle) > SLOW_SHARE * timed) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}
