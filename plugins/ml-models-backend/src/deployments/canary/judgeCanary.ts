import { CanaryRules } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatMs,
  formatPercent,
  formatRatio,
} from '../../formatNumber';
import { binomialTail } from './binomialTail';
import {
  CanaryObservation,
  ComparedOutput,
  ObservedVersion,
} from './CanaryObserver';

/**
 * A version is sent back when it is surely beyond a limit: when one just at the limit
 * would do as badly with this chance at most. The lower half of 1 %, shared among 20
 * looks, so that looking often raises no more false alarms than looking once.
 */
const SURE = 0.01 / 2 / 20;

/** Beyond a limit, and with too few requests to be sure. */
const CHANCE = ', maybe by chance';

/** Of a p95: this share of requests takes longer. */
const SLOW_SHARE = 0.05;

/** Timed requests of the live version that make its p95 worth comparing with. */
const LIVE_TIMED_MIN = 100;

/** Less is what a busy machine does to an answer, whatever the ratio. */
const SLOWER_LEAST_MS = 5;

export interface CanaryJudgement {
  /** Which limits it has broken, and by how much. */
  breaches: string[];
  /** What is known of it, whether good or not. */
  findings: string[];
  /** Whether there is a guardrail that could not be measured, however long it took. */
  isPartial: boolean;
  /**
   * Whether it has answered enough requests, of which is known whether they failed, to
   * be called good.
   */
  isJudged: boolean;
}

/** Judges a version by what it has done with its share of the requests. */
export function judgeCanary(
  observation: CanaryObservation,
  rules: Pick<CanaryRules, 'maxErrorRate' | 'maxLatencyRatio' | 'minSamples'>,
): CanaryJudgement {
  const parts = [
    judgeErrors(observation, rules.maxErrorRate),
    judgeLatency(observation, rules.maxLatencyRatio),
    ...judgeOutputs(observation),
  ];
  return {
    breaches: parts.flatMap(({ breach, says }) => (breach ? [says] : [])),
    findings: parts.map(({ says }) => says),
    isPartial: observation.outputs.some(({ redacted }) => redacted),
    isJudged: countTold(observation.candidate) >= rules.minSamples,
  };
}

interface Finding {
  breach: boolean;
  says: string;
}

function judgeErrors({ candidate }: CanaryObservation, limit: number): Finding {
  const { requests, errors, failuresUntold } = candidate;
  if (requests === 0) {
    return { breach: false, says: 'it got no request' };
  }
  const told = countTold(candidate);
  if (told === 0) {
    return {
      breach: false,
      says: `whether any of its ${formatCount(
        requests,
        'request',
      )} failed is not known: they were imported from a log that has no failures in it`,
    };
  }
  const further =
    failuresUntold > 0
      ? `; ${formatCount(failuresUntold)} more imported without failures`
      : '';
  const breach = isSurelyAbove(errors, told, limit);
  const isUnsure = !breach && errors / told > limit;
  return {
    breach,
    says: `${formatPercent(errors / told)} of its ${formatCount(
      told,
      'request',
    )} failed (limit ${formatPercent(limit)}${
      isUnsure ? CHANCE : ''
    }${further})`,
  };
}

/** @returns requests of which would be known that they failed */
function countTold({ requests, failuresUntold }: ObservedVersion): number {
  return requests - failuresUntold;
}

/** Whether a rate is above a limit, and would hardly seem so if it were not. */
function isSurelyAbove(count: number, n: number, limit: number): boolean {
  return (
    limit < 1 &&
    (limit <= 0 ? count > 0 : binomialTail(count, n, limit) <= SURE)
  );
}

function judgeLatency(
  { candidate, live }: CanaryObservation,
  ratio: number,
): Finding {
  const ownMs = findP95(candidate);
  const liveMs = findP95(live);
  if (ownMs === undefined) {
    return { breach: false, says: 'none of its answers was timed' };
  }
  if (liveMs === undefined || live.timed < LIVE_TIMED_MIN) {
    return {
      breach: false,
      says: `p95 is ${formatMs(ownMs)}, and version ${
        live.version
      } has answered ${
        live.timed
      } of the ${LIVE_TIMED_MIN} requests that it takes to compare it with`,
    };
  }
  const limitMs = Math.max(ratio * liveMs, liveMs + SLOWER_LEAST_MS);
  const slow = candidate.slowerThan(limitMs);
  const breach = isSurelyAbove(slow, candidate.timed, SLOW_SHARE);
  const isUnsure = !breach && ownMs > limitMs;
  return {
    breach,
    says: `p95 is ${formatMs(ownMs)}, ${formatRatio(
      ownMs / liveMs,
    )} × the ${formatMs(liveMs)} of version ${
      live.version
    } (limit ${formatRatio(ratio)} ×${isUnsure ? CHANCE : ''})`,
  };
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

function judgeOutputs({ outputs, live }: CanaryObservation): Finding[] {
  const redacted = outputs.filter(it => it.redacted).map(({ name }) => name);
  if (redacted.length === 0) {
    return [judgeCompared(outputs, live)];
  }
  const compared = outputs.filter(it => !it.redacted);
  const says = `its predictions of ${redacted.join(
    ', ',
  )} are not compared with those of version ${
    live.version
  }, because the records of the two are not redacted alike`;
  return [
    ...(compared.length > 0 ? [judgeCompared(compared, live)] : []),
    { breach: false, says },
  ];
}

function judgeCompared(
  outputs: readonly ComparedOutput[],
  live: ObservedVersion,
): Finding {
  const drifted = outputs.filter(({ decision }) => decision === 'drift');
  if (drifted.length > 0) {
    const names = drifted.map(
      ({ name, distance = 0 }) => `${name} (distance ${formatRatio(distance)})`,
    );
    return {
      breach: true,
      says: `it predicts otherwise than version ${live.version}: ${names.join(
        ', ',
      )}`,
    };
  }
  return {
    breach: false,
    says: outputs.some(({ decision }) => decision === 'stable')
      ? `it predicts as version ${live.version} does`
      : 'its predictions are too few to compare',
  };
}
