import { z } from 'zod';

/** Of both samples; below, chance alone makes distances of this size. */
export const DRIFT_SAMPLES_MIN = 500;

export const driftMeasuresSchema = z.object({
  /** Jensen-Shannon distance, base 2, corrected for sample size; 0 to 1. */
  jsDistance: z.number().optional(),
  /** p-value of the G-test on the same bins. */
  gTestP: z.number().optional(),
  psi: z.number().optional(),
  /** Largest difference of any bin's share. */
  lInfinity: z.number().optional(),
  chi2P: z.number().optional(),
  /**
   * Numeric features. Approximate: Kolmogorov-Smirnov distance at the edges of
   * the bins, 0 to 1. That of the values themselves is not smaller, and larger
   * by `ksErrorMax` at most.
   */
  ks: z.number().optional(),
  ksErrorMax: z.number().optional(),
  /**
   * Numeric features. Approximate: Wasserstein (earth mover's) distance in the
   * unit of the feature, values spread evenly within their bins and those
   * outside put on the outermost edge. That of the values themselves is not smaller
   * than `wassersteinMin`, and differs by `wassersteinErrorMax` at most, which is
   * absent where any value lies outside: nothing tells how far away.
   */
  wasserstein: z.number().optional(),
  wassersteinMin: z.number().optional(),
  wassersteinErrorMax: z.number().optional(),
});
export type DriftMeasures = z.infer<typeof driftMeasuresSchema>;

/**
 * What is compared of a value that is not compared itself: how many items a list
 * has; of free text how many UTF-16 units and words it has, and its shape (which
 * kinds of character occur, in any language); the hour (UTC) of an instant.
 */
export const featureAspectSchema = z.enum([
  'items',
  'length',
  'words',
  'shape',
  'hour',
]);
export type FeatureAspect = z.infer<typeof featureAspectSchema>;

export const featureDriftSchema = z.object({
  /** Dots lead into nested values: `customer.age`, `items.0`, `comment.length`. */
  feature: z.string(),
  /** Absent: the value itself. */
  aspect: featureAspectSchema.optional(),
  role: z.enum(['input', 'output']),
  type: z.enum(['numeric', 'categorical', 'boolean']),
  decision: z.enum(['drift', 'stable', 'unknown']),
  /** `jsDistance` from which on it is drift, if that is no chance; set by the model. */
  distanceLimit: z.number(),
  /** The model has its verdict pass this input over, whatever its drift. */
  exempt: z.literal(true).optional(),
  /** A rule of the model redacts it, and the baseline has it as it was before. */
  redacted: z.literal(true).optional(),
  /** Why unknown: too few samples, no baseline, another binning, redacted since. */
  reason: z.string().optional(),
  /** Empty for samples of fewer than 100, of which nothing is measured. */
  measures: driftMeasuresSchema,
  /** Sample sizes: window and baseline. */
  n: z.number().int().nonnegative(),
  baselineN: z.number().int().nonnegative(),
  /** Share of missing values, window and baseline, 0 to 1. */
  missingShare: z.number().optional(),
  baselineMissingShare: z.number().optional(),
});
export type FeatureDrift = z.infer<typeof featureDriftSchema>;
