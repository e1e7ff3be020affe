import { z } from 'zod';
import { instantSchema } from './paging';
import { qualityMeasuresSchema } from './quality';

/** One measure of two versions, on the same rows. */
const comparedMeasureSchema = z.object({
  measure: qualityMeasuresSchema.keyof(),
  candidate: z.number(),
  live: z.number(),
  /** Rows behind both. */
  n: z.number().int().positive(),
});
export type ComparedMeasure = z.infer<typeof comparedMeasureSchema>;

/**
 * A version that was just built beside the one that was live, on those of its
 * reference rows of which the outcome is known. The live version was asked for its
 * predictions; those of the build are in the rows.
 */
export const buildComparisonSchema = z.object({
  candidate: z.number().int().positive(),
  live: z.number().int().positive(),
  comparedAt: instantSchema,
  gate: z.enum(['not-worse-than-live', 'none']),
  /** Worse: surely, by a paired test. Not measured: it is not known. */
  outcome: z.enum(['not-worse', 'worse', 'not-measured']),
  /** The same in a sentence, with the figures; of what was not measured, why. */
  says: z.string(),
  /** Rows that both have predicted and that can be compared. */
  rows: z.number().int().nonnegative(),
  /** Rows with an outcome that were left out: the live version did not answer them. */
  unanswered: z.number().int().nonnegative(),
  /** What is measured of both; the more telling first. Empty without rows. */
  measures: z.array(comparedMeasureSchema),
});
export type BuildComparison = z.infer<typeof buildComparisonSchema>;
