import { z } from 'zod';
import { instantSchema } from './paging';

/**
 * Share: 0 to 1. p95-ms: milliseconds that 95 % of the answers take at most. Ratio:
 * of a limit alone, p95 ÷ that of the live version, as long as that is not known.
 * js-distance: Jensen-Shannon, 0 to 1, corrected for sample size. Error: as what is
 * predicted. Loss: of a limit alone, a share of the live version's quality.
 */
export const guardrailUnitSchema = z.enum([
  'share',
  'p95-ms',
  'ratio',
  'js-distance',
  'error',
  'loss',
]);
export type GuardrailUnit = z.infer<typeof guardrailUnitSchema>;

const guardrailSideSchema = z.object({
  /** In the unit of the guardrail; absent where there is none to compare. */
  value: z.number().optional(),
  /**
   * Requests of which is known whether they failed, timed answers, predictions,
   * outcomes, or answers of both versions to one request.
   */
  n: z.number(),
});
export type GuardrailSide = z.infer<typeof guardrailSideSchema>;

/** What the quality of two versions can be compared by with a known chance of error. */
export const guardedMeasureSchema = z.enum(['accuracy', 'f1', 'mae']);
export type GuardedMeasure = z.infer<typeof guardedMeasureSchema>;

/** One guardrail of a canary: both versions, the limit, and what came of it. */
export const comparedGuardrailSchema = z.object({
  guardrail: z.enum([
    'error-rate',
    'latency',
    'output',
    'quality',
    'disagreement',
  ]),
  /**
   * Name of the output; absent of others, where no output is known, and of the
   * disagreement in any of them.
   */
  output: z.string().optional(),
  /** Of quality, what it is measured by; absent before any outcome has arrived. */
  measure: guardedMeasureSchema.optional(),
  unit: guardrailUnitSchema,
  /**
   * The version that is tried; of an output, its distance from the live version; of
   * disagreement, the share of requests that it answered otherwise.
   */
  candidate: guardrailSideSchema.optional(),
  /** The live one, over the same time; no value where it is what is compared with. */
  live: guardrailSideSchema.optional(),
  /** Broken beyond it; of an output, from it on. Sure it must be, too. */
  limit: z.object({ value: z.number(), unit: guardrailUnitSchema }).optional(),
  /** Unmeasured: it is not known, and what is not known is no good sign. */
  outcome: z.enum(['kept', 'broken', 'unmeasured']),
  /**
   * Unmeasured, and released all the same: outcomes of predictions come late, or never.
   */
  awaited: z.literal(true).optional(),
  /** Kept only because it may be beyond the limit by chance. */
  maybeByChance: z.literal(true).optional(),
  /** The same in words; of what was not measured, why. Goes on about the version. */
  says: z.string(),
});
export type ComparedGuardrail = z.infer<typeof comparedGuardrailSchema>;

const answerKeySchema = z.object({
  /** Of the inference. */
  id: z.string(),
  row: z.number().int().nonnegative(),
});
export type AnswerKey = z.infer<typeof answerKeySchema>;

/**
 * A request that both versions answered, and not alike. Only keys: what was asked and
 * answered is in the records, for those who may read them, and as long as they are kept.
 */
export const answeredOtherwiseSchema = z.object({
  /** The outputs that differ, in alphabetical order. */
  outputs: z.array(z.string()),
  candidate: answerKeySchema,
  live: answerKeySchema,
});
export type AnsweredOtherwise = z.infer<typeof answeredOtherwiseSchema>;

/** A tried version beside the live one, as it was looked at last. */
export const canaryComparisonSchema = z.object({
  /** The version that is tried, and the one that answers the other requests. */
  candidate: z.number().int().positive(),
  live: z.number().int().positive(),
  /** Percent of the requests that the candidate answers; 0 of a shadow. */
  weight: z.number(),
  /** Of a shadow alone: some of the newest requests that the two answered otherwise. */
  examples: z.array(answeredOtherwiseSchema).optional(),
  /** Both are compared by what came from here on. */
  since: instantSchema,
  judgedAt: instantSchema,
  /** Requests of the candidate of which is known whether they failed. */
  samples: z.number(),
  /** So many of them it takes to call it good. */
  minSamples: z.number(),
  guardrails: z.array(comparedGuardrailSchema),
});
export type CanaryComparison = z.infer<typeof canaryComparisonSchema>;
