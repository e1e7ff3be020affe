import { buildComparisonSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

const storedSchema = z.object({
  gate: buildComparisonSchema.shape.gate,
  /** Whether it is refused where it cannot be compared with the live version. */
  mustBeJudged: z.boolean(),
  /** Whose run has built it, or will. */
  engine: z.string(),
});

/** What a retrained version has to be beside the live one, as its requester was told. */
export type RetrainRules = z.infer<typeof storedSchema>;

/** What a deployment's row keeps of it; so does the retry of a retrain. */
export interface RetrainColumns {
  /** Why it was asked for, where no person did. */
  reason: string | null;
  /** JSON; null: it is no retrain. */
  retrain: string | null;
}

export function retrainRulesOf({
  retrain,
}: Pick<RetrainColumns, 'retrain'>): RetrainRules | undefined {
  return retrain === null ? undefined : storedSchema.parse(JSON.parse(retrain));
}
