import {
  CanaryRules,
  canaryRulesSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

const storedSchema = canaryRulesSchema.extend({
  /** Whether it is put back when too few requests came to judge it by. */
  mustBeJudged: z.boolean(),
});

/** How a deployment's version is tried on a share of the traffic. */
export type Canary = z.infer<typeof storedSchema>;

/** As it is kept with a deployment, which may be asked about a year later. */
export interface CanaryColumns {
  /** JSON; null for one that takes all traffic at once. */
  canary: string | null;
  /** What was counted of both versions before it began. */
  canary_counted: string | null;
}

export const NO_CANARY: CanaryColumns = { canary: null, canary_counted: null };

export function canaryOf({
  canary,
}: Pick<CanaryColumns, 'canary'>): Canary | undefined {
  return canary === null ? undefined : storedSchema.parse(JSON.parse(canary));
}

export function toCanaryRules(columns: CanaryColumns): CanaryRules | undefined {
  const canary = canaryOf(columns);
  return canary && canaryRulesSchema.parse(canary);
}

/** @returns whether the version was given requests, whatever came of it */
export function hasAnswered(columns: CanaryColumns): boolean {
  return columns.canary_counted !== null;
}
