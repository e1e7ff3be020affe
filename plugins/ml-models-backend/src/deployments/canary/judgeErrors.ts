import {
  countTrials,
  GuardrailSide,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCount, formatPercent } from '../../formatNumber';
import { CanaryObservation, ObservedVersion } from './CanaryObserver';
import { JudgedRules } from './JudgedRules';
import { CHANCE, Finding, findingOf } from './Finding';
import { isSurelyAbove } from './isSurelyAbove';

/** Whether too many of its requests fail; how many of the live version's do is shown. */
export function judgeErrors(
  { candidate, live }: CanaryObservation,
  { maxErrorRate: limit, ...rules }: JudgedRules,
): Finding {
  const compared = {
    guardrail: 'error-rate',
    unit: 'share',
    candidate: toSide(candidate),
    live: toSide(live),
    limit: { value: limit, unit: 'share' },
  } as const;
  const { requests, errors, failuresUntold } = candidate;
  const told = countTold(candidate);
  if (told === 0) {
    return findingOf({
      ...compared,
      outcome: 'unmeasured',
      says:
        requests === 0
          ? `it got no ${rules.shadow ? 'copy of a request' : 'request'}`
          : `whether any of its ${formatCount(
              requests,
              'request',
            )} failed is not known: imported from a log that has no failures in it`,
    });
  }
  const further =
    failuresUntold > 0
      ? `; ${formatCount(failuresUntold)} more imported without failures`
      : '';
  const breach = isSurelyAbove(errors, told, {
    limit,
    trials: countTrials(rules),
  });
  const isUnsure = !breach && errors / told > limit;
  return findingOf({
    ...compared,
    outcome: breach ? 'broken' : 'kept',
    maybeByChance: isUnsure || undefined,
    says: `${formatPercent(errors / told)} of its ${formatCount(
      told,
      'request',
    )} failed (limit ${formatPercent(limit)}${
      isUnsure ? CHANCE : ''
    }${further})`,
  });
}

/** @returns requests of which would be known that they failed */
export function countTold({
  requests,
  failuresUntold,
}: ObservedVersion): number {
  return requests - failuresUntold;
}

function toSide(version: ObservedVersion): GuardrailSide {
  const n = countTold(version);
  return n > 0 ? { value: version.errors / n, n } : { n };
}
