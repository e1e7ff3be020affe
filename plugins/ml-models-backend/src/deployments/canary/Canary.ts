import {
  CANARY_STEP,
  CanaryRules,
  canaryRulesSchema,
  trialStepOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { DatabaseInstant } from '../../databaseInstant';

const storedSchema = canaryRulesSchema.extend({
  /** Whether it is held when too few requests came to judge it by. */
  mustBeJudged: z.boolean(),
});

/** Deployments from before there were linear steps have one share. */
const olderSchema = storedSchema
  .omit({ weights: true })
  .extend({ weight: z.number() })
  .transform(({ weight, ...rules }) => ({ ...rules, weights: [weight] }));

/** How a deployment's version is tried on a share of the traffic. */
export type Canary = z.infer<typeof storedSchema>;

/** As it is kept with a deployment, which may be asked about a year later. */
export interface CanaryColumns {
  /** JSON; null for one that takes all traffic at once. */
  canary: string | null;
  /** What was counted of both versions before its present step began; null before the first. */
  canary_counted: string | null;
  /** Its present step, from 0; null before the first, as its columns are. */
  canary_step: number | null;
  canary_step_at: DatabaseInstant | null;
}

export const NO_CANARY: CanaryColumns = {
  canary: null,
  canary_counted: null,
  canary_step: null,
  canary_step_at: null,
};

export function canaryOf({
  canary,
}: Pick<CanaryColumns, 'canary'>): Canary | undefined {
  return canary === null
    ? undefined
    : storedSchema.or(olderSchema).parse(JSON.parse(canary));
}

export function toCanaryRules(columns: CanaryColumns): CanaryRules | undefined {
  const canary = canaryOf(columns);
  return canary && canaryRulesSchema.parse(canary);
}

/** @returns the status of a deployment while its version is tried */
export function trialStatusOf(columns: Pick<CanaryColumns, 'canary'>) {
  const canary = canaryOf(columns);
  return canary ? trialStepOf(canary) : CANARY_STEP;
}

/** @returns whether the version was given requests, or copies, whatever came of it */
export function wasTried(columns: CanaryColumns): boolean {
  return columns.canary_counted !== null;
}

/** @returns whether callers got answers of the version while it was tried */
export function hasAnswered(columns: CanaryColumns): boolean {
  return wasTried(columns) && !canaryOf(columns)?.shadow;
}
