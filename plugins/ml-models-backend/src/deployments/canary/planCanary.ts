import {
  CanaryRules,
  DeploymentTrigger,
  MlModelEntityV1alpha1,
  releaseOf,
  thresholdsOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { durationMs } from '../../durationMs';
import { Canary, CanaryColumns, NO_CANARY } from './Canary';

/** What goes back to what served before must not wait to be watched. */
const AT_ONCE: readonly DeploymentTrigger[] = ['rollback', 'stop'];

/** @returns how new versions are tried in an environment; undefined: they are not */
export function canaryRulesOf(
  model: MlModelEntityV1alpha1,
  environment: string,
): CanaryRules | undefined {
  const { strategy, weights, isGated, guardrails } = releaseOf(
    model,
    environment,
  );
  if (strategy === 'all-at-once') {
    return undefined;
  }
  const {
    bake,
    maxDisagreement,
    disagreementTolerance,
    maxQualityLoss,
    ...limits
  } = guardrails;
  return {
    weights: [...weights],
    ...(strategy === 'shadow' && {
      shadow: { maxDisagreement, tolerance: disagreementTolerance },
    }),
    ...(isGated && { gate: 'manual' }),
    bakeSeconds: durationMs(bake) / 1000,
    ...limits,
    maxQualityLoss: maxQualityLoss ?? thresholdsOf(model).qualityLoss.degraded,
    mustMeasureQuality: maxQualityLoss === undefined ? undefined : true,
  };
}

/**
 * Decides when it is asked for by which rules a deployment is tried, as its
 * requester was told.
 */
export function planCanary({
  model,
  environment,
  trigger,
}: {
  model: MlModelEntityV1alpha1;
  environment: string;
  trigger: DeploymentTrigger;
}): CanaryColumns {
  const rules = canaryRulesOf(model, environment);
  if (!rules || AT_ONCE.includes(trigger)) {
    return NO_CANARY;
  }
  const mustBeJudged = model.spec.riskTier === 'high';
  return {
    ...NO_CANARY,
    canary: JSON.stringify({ ...rules, mustBeJudged } satisfies Canary),
  };
}
