import { z } from 'zod';

/** Absent where too little is known to say. */
export const qualityMeasuresSchema = z.object({
  accuracy: z.number().optional(),
  /** Of several classes: the mean over the classes, each with the same weight. */
  precision: z.number().optional(),
  recall: z.number().optional(),
  f1: z.number().optional(),
  rocAuc: z.number().optional(),
  logLoss: z.number().optional(),
  /** Mean squared error of the score, 0 (best) to 1. */
  brier: z.number().optional(),
  /** Mean gap between score and outcome over ten bins of the score, 0 to 1. */
  calibrationError: z.number().optional(),
  mae: z.number().optional(),
  rmse: z.number().optional(),
  /** Mean of prediction − outcome. */
  bias: z.number().optional(),
  r2: z.number().optional(),
});
export type QualityMeasures = z.infer<typeof qualityMeasuresSchema>;

/** Quality as scores expect it, without labels; blind to a changed relation of inputs to outcomes. */
export const qualityEstimateSchema = z.object({
  accuracy: z.number(),
  precision: z.number().optional(),
  recall: z.number().optional(),
  f1: z.number().optional(),
  /** Predictions behind it. */
  n: z.number().int().positive(),
});
export type QualityEstimate = z.infer<typeof qualityEstimateSchema>;

/** What is known beside the measures: how many rows they rest on, and what is to come. */
const qualityContextSchema = z.object({
  /** Labels that have arrived for the predictions. */
  labels: z.number().int().nonnegative(),
  /**
   * Of `labels`, those that were compared in a way that was guessed from them, as no
   * model report names the target; absent without one.
   */
  labelsGuessed: z.number().int().positive().optional(),
  /** Answered predictions whose label has not arrived. */
  labelsMissing: z.number().int().nonnegative(),
  /** Rows behind each measure, where it is there. */
  samples: z.partialRecord(
    qualityMeasuresSchema.keyof(),
    z.number().int().positive(),
  ),
  /**
   * `rocAuc` is counted in bins of the score: that of the scores themselves differs by
   * this at most.
   */
  rocAucErrorMax: z.number().optional(),
  /** Absent where scores were not calibrated on the reference. */
  estimate: qualityEstimateSchema.optional(),
});

/** How often what was given a score came true, by bins of the score. */
export const calibrationBinSchema = z.object({
  lower: z.number(),
  upper: z.number(),
  meanScore: z.number(),
  /** Share of outcomes that were positive. */
  positiveShare: z.number(),
  n: z.number().int().positive(),
});
export type CalibrationBin = z.infer<typeof calibrationBinSchema>;

export const classQualitySchema = z.object({
  label: z.string(),
  precision: z.number().optional(),
  recall: z.number().optional(),
  f1: z.number().optional(),
  /** Outcomes of the class, and predictions of it. */
  n: z.number().int().nonnegative(),
  predicted: z.number().int().nonnegative(),
});
export type ClassQuality = z.infer<typeof classQualitySchema>;

/** Traffic, latency and quality of a stretch of time. */
export const profileTotalsSchema = z.object({
  ...qualityMeasuresSchema.shape,
  ...qualityContextSchema.shape,
  requests: z.number().int().nonnegative(),
  /** Failures of the model or its service. */
  errors: z.number().int().nonnegative(),
  /** Answered with 4xx (but 408 and 429): the caller's to mend, none of `errors`. */
  invalidRequests: z.number().int().nonnegative().default(0),
  /**
   * Of the requests, those imported from a log that has no failures in it: error
   * rates are of the others. Absent where there are none.
   */
  failuresUntold: z.number().int().positive().optional(),
  errorsByType: z.record(z.string(), z.number().int()).optional(),
  /** Answers and errors of which is known how long they took; no invalid requests. */
  timed: z.number().int().nonnegative(),
  /** Milliseconds, of `timed`, within 1 %; absent without one. */
  p50Ms: z.number().optional(),
  p90Ms: z.number().optional(),
  p99Ms: z.number().optional(),
});
export type ProfileTotals = z.infer<typeof profileTotalsSchema>;
