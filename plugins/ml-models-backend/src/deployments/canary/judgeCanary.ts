import { CanaryRules } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCount, formatPercent } from '../../formatNumber';
import { CanaryObservation, ObservedVersion } from './CanaryObserver';
import { CHANCE, Finding } from './Finding';
import { isSurelyAbove } from './isSurelyAbove';
import { judgeLatency } from './judgeLatency';
import { judgeOutputs } from './judgeOutputs';

export interface CanaryJudgement {
  /** Which limits it has broken, and by how much. */
  breaches: string[];
  /** What is known of it, whether good or not. */
  findings: string[];
  /** Why guardrails could not be measured, those of them that were not. */
  unmeasured: string[];
  /**
   * Whether it has answered enough requests, of which is known whether they failed, to
   * be called good.
   */
  isJudged: boolean;
}

type JudgedRules = Pick<
  CanaryRules,
  'maxErrorRate' | 'maxLatencyRatio' | 'minSamples'
>;

/** Judges a version by what it has done with its share of the requests. */
export function judgeCanary(
  observation: CanaryObservation,
  rules: JudgedRules,
): CanaryJudgement {
  const parts = [
    judgeErrors(observation, rules.maxErrorRate),
    judgeLatency(observation, rules),
    ...judgeOutputs(observation),
  ];
  const saying = (...outcomes: Finding['outcome'][]) =>
    parts.flatMap(({ outcome, says }) =>
      outcomes.includes(outcome) ? says : [],
    );
  return {
    breaches: saying('broken'),
    findings: saying('kept', 'broken'),
    unmeasured: saying('unmeasured'),
    isJudged: countTold(observation.candidate) >= rules.minSamples,
  };
}

function judgeErrors({ candidate }: CanaryObservation, limit: number): Finding {
  const { requests, errors, failuresUntold } = candidate;
  if (requests === 0) {
    return { outcome: 'unmeasured', says: 'it got no request' };
  }
  const told = countTold(candidate);
  if (told === 0) {
    return {
      outcome: 'unmeasured',
      says: `whether any of its ${formatCount(
        requests,
        'request',
      )} failed is not known: imported from a log that has no failures in it`,
    };
  }
  const further =
    failuresUntold > 0
      ? `; ${formatCount(failuresUntold)} more imported without failures`
      : '';
  const breach = isSurelyAbove(errors, told, limit);
  const isUnsure = !breach && errors / told > limit;
  return {
    outcome: breach ? 'broken' : 'kept',
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
