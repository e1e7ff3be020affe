import {
  CanaryRules,
  DeploymentTrigger,
  guardrailsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { durationMs } from '../../durationMs';
import { Canary, CanaryColumns, NO_CANARY } from './Canary';

/** Percent of the requests: few callers notice a bad version, a busy model soon has enough. */
const WEIGHT = 10;

/** What goes back to what served before must not wait to be watched. */
const AT_ONCE: readonly DeploymentTrigger[] = ['rollback', 'stop'];

/** @returns how new versions of a model are tried; undefined: they are not */
export function canaryRulesOf(
  model: MlModelEntityV1alpha1,
): CanaryRules | undefined {
  const guardrails = guardrailsOf(model);
  return (
    guardrails && {
      weight: WEIGHT,
      bakeSeconds: durationMs(guardrails.bake) / 1000,
      maxErrorRate: guardrails.maxErrorRate,
      maxLatencyRatio: guardrails.maxLatencyRatio,
      minSamples: guardrails.minSamples,
    }
  );
}

/**
 * Decides when it is asked for by which rules a deployment is tried, as its
 * requester was told.
 */
export function planCanary({
  model,
  trigger,
}: {
  model: MlModelEntityV1alpha1;
  trigger: DeploymentTrigger;
}): CanaryColumns {
  const rules = canaryRulesOf(model);
  if (!rules || AT_ONCE.includes(trigger)) {
    return NO_CANARY;
  }
  const mustBeJudged = model.spec.riskTier === 'high';
  return {
    ...NO_CANARY,
    canary: JSON.stringify({ ...rules, mustBeJudged } satisfies Canary),
  };
}
