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
