import { z } from 'zod';
import { instantSchema } from './paging';

/** A stretch of time in which records were lost. */
export const completenessGapSchema = z.object({
  from: instantSchema,
  until: instantSchema,
  missing: z.number().int().positive(),
  /** How many there should have been. */
  expected: z.number().int().positive(),
});
export type CompletenessGap = z.infer<typeof completenessGapSchema>;

/** What was compared in a bucket of the range. */
export const completenessPointSchema = z.object({
  start: instantSchema,
  stored: z.number().int().nonnegative(),
  expected: z.number().int().positive(),
});
export type CompletenessPoint = z.infer<typeof completenessPointSchema>;

export const versionCompletenessSchema = z.object({
  version: z.number().int().positive(),
  /**
   * What the stored records were compared with.
   * `gateway`: requests that a version answered; a batch is one request.
   * `sequence`: the numbers that each instance gives its records. What an
   * instance lost after the last record that came is unknown.
   * `none`: nobody has counted, and records carry no number.
   */
  basis: z.enum(['gateway', 'sequence', 'none']),
  /** Requests (`gateway`) or records (`sequence`); sampled-out ones are stored. */
  stored: z.number().int().nonnegative(),
  expected: z.number().int().nonnegative(),
  missing: z.number().int().nonnegative(),
  /** stored ÷ expected, 0 to 1; absent when nothing was expected. */
  share: z.number().min(0).max(1).optional(),
  /** Oldest first; buckets in which nothing was expected are left out. */
  series: z.array(completenessPointSchema),
  /** Newest first. */
  gaps: z.array(completenessGapSchema),
  /** Gaps beyond those listed. */
  furtherGaps: z.number().int().nonnegative(),
});
export type VersionCompleteness = z.infer<typeof versionCompletenessSchema>;

/** All versions together that can be told of. */
export const totalCompletenessSchema = z.object({
  /** `mixed`: some of each; the tail is unknown then, as with `sequence`. */
  basis: z.enum(['gateway', 'sequence', 'mixed']),
  /** Versions that are not in the numbers, as nobody has counted (`none`). */
  uncounted: z.number().int().nonnegative(),
  /** Sums of those of the versions. */
  stored: z.number().int().nonnegative(),
  expected: z.number().int().positive(),
  missing: z.number().int().nonnegative(),
  /** stored ÷ expected, 0 to 1. */
  share: z.number().min(0).max(1),
});
export type TotalCompleteness = z.infer<typeof totalCompletenessSchema>;

/** Were all predictions of a range recorded? Replayed ones are left out. */
export const completenessSchema = z.object({
  environment: z.string(),
  from: instantSchema,
  until: instantSchema,
  /** Up to when records were compared: what is younger may still be on its way. */
  settledUntil: instantSchema,
  /** Length of the buckets of each series. */
  bucketSeconds: z.number().int().positive(),
  /** Absent unless two versions or more can be told of. */
  total: totalCompletenessSchema.optional(),
  /** Newest version first; those that served or reported in the range. */
  versions: z.array(versionCompletenessSchema),
});
export type Completeness = z.infer<typeof completenessSchema>;
