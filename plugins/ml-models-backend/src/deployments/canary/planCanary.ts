import {
  CanaryRules,
  DeploymentTrigger,
  environmentsOf,
  guardrailsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { durationMs } from '../../durationMs';
import { Canary, CanaryColumns, NO_CANARY } from './Canary';

/** Percent of the requests: few callers notice a bad version, a busy model soon has enough. */
const WEIGHT = 10;

/** What goes back to what served before must not wait to be watched. */
const AT_ONCE: readonly DeploymentTrigger[] = ['rollback', 'stop'];

/**
 * In the last environment of a model its callers are; those before it have few
 * requests or none, and a version would wait there for what does not come.
 *
 * @returns how new versions are tried in an environment; undefined: they are not
 */
export function canaryRulesOf(
  model: MlModelEntityV1alpha1,
  environment: string,
): CanaryRules | undefined {
  const isLast = environmentsOf(model).at(-1) === environment;
  const guardrails = isLast ? guardrailsOf(model) : undefined;
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
