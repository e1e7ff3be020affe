import { z } from 'zod';
import { instantSchema, queriedVersionSchema } from './paging';

export const verdictStateSchema = z.enum([
  'healthy',
  'degraded',
  'failing',
  'unknown',
]);
export type VerdictState = z.infer<typeof verdictStateSchema>;

export const verdictSignalSchema = z.enum([
  'error-rate',
  'latency',
  'feature-drift',
  'prediction-drift',
  'quality',
  'completeness',
  'no-data',
  /** Another version is live, of which verdicts are. */
  'not-live',
]);

export type VerdictSignal = z.infer<typeof verdictSignalSchema>;

export const verdictReasonSchema = z.object({
  signal: verdictSignalSchema,
  state: verdictStateSchema,
  /**
   * What it looked like in the last window, where that is worse than `state`:
   * not confirmed yet.
   */
  seen: verdictStateSchema.optional(),
  /** Not judged yet, and will be once enough of what is expected has come. */
  pending: z.boolean().optional(),
  /** e.g. `Serving 2.1 % errors in the last 15 minutes (limit 1 %, n = 480); first seen at 14:05 UTC`. */
  text: z.string(),
  /** When the trouble was first seen; absent while there is none. */
  since: instantSchema.optional(),
  /** The parts of `text` around `since`, for pages that know their reader's zone. */
  what: z.string().optional(),
  /** What it was measured over: `in the last 15 minutes`. */
  period: z.string().optional(),
  basis: z.string().optional(),
  /** What is about to change: `better in 2 windows of 5 minutes so far; it counts once 5 in a row show it`. */
  note: z.string().optional(),
});
export type VerdictReason = z.infer<typeof verdictReasonSchema>;

/** Healthy or not, always with reasons a person can act on. */
export const verdictSchema = z.object({
  state: verdictStateSchema,
  reasons: z.array(verdictReasonSchema),
  judgedAt: instantSchema,
  /** What was judged by; absent before the first window has been judged. */
  limits: z
    .array(
      z.object({
        signal: verdictSignalSchema,
        /** e.g. `above 1 %`. */
        degraded: z.string(),
        /** Absent: never failing by this alone. */
        failing: z.string().optional(),
        /** Whether the model sets them; else they are the defaults. */
        fromModel: z.boolean(),
      }),
    )
    .optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;

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
   * outside put on the outermost edge. That of the values so clipped differs by
   * `wassersteinErrorMax` at most.
   */
  wasserstein: z.number().optional(),
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
  /** Why unknown: too few samples, no baseline, another binning. */
  reason: z.string().optional(),
  measures: driftMeasuresSchema,
  /** Sample sizes: window and baseline. */
  n: z.number().int().nonnegative(),
  baselineN: z.number().int().nonnegative(),
  /** Share of missing values, window and baseline, 0 to 1. */
  missingShare: z.number().optional(),
  baselineMissingShare: z.number().optional(),
});
export type FeatureDrift = z.infer<typeof featureDriftSchema>;

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
  errorsByType: z.record(z.string(), z.number().int()).optional(),
  /** Requests of which is known how long they took. */
  timed: z.number().int().nonnegative(),
  /** Milliseconds, of `timed`; absent without one. */
  p50Ms: z.number().optional(),
  p90Ms: z.number().optional(),
  p99Ms: z.number().optional(),
});
export type ProfileTotals = z.infer<typeof profileTotalsSchema>;

export const dataQualityFindingSchema = z.object({
  kind: z.enum([
    'type-mismatch',
    'new-category',
    'out-of-range',
    'missing',
    'missing-column',
    'extra-column',
  ]),
  feature: z.string(),
  role: z.enum(['input', 'output']),
  version: z.number().int().positive(),
  /** Records that it was seen in, of `n`. */
  count: z.number().int().positive(),
  n: z.number().int().positive(),
  share: z.number(),
  /** The same share of the baseline; absent for columns it has not. */
  baselineShare: z.number().optional(),
  /** e.g. `carrier: 12 of 480 records hold a category that the baseline has not (2.5 %)`. */
  text: z.string(),
});
export type DataQualityFinding = z.infer<typeof dataQualityFindingSchema>;

export const seriesPointSchema = profileTotalsSchema.extend({
  start: instantSchema,
});
export type SeriesPoint = z.infer<typeof seriesPointSchema>;

export const performanceMarkerSchema = z.object({
  time: instantSchema,
  kind: z.enum(['deployment', 'rollback', 'stop', 'verdict']),
  version: z.number().int().positive().optional(),
  text: z.string(),
});
export type PerformanceMarker = z.infer<typeof performanceMarkerSchema>;

export const performanceQuerySchema = z.object({
  environment: z.string().optional(),
  /** One version; default: all that served in the range. */
  version: queriedVersionSchema.optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});
export type PerformanceQuery = z.input<typeof performanceQuerySchema>;

export const baselineSchema = z.object({
  version: z.number().int().positive(),
  rows: z.number().int().nonnegative(),
  /**
   * `first-records`: the version came without reference rows, so its first
   * 1,000 answers serve. Those say nothing about drift themselves: they are
   * counted in no bin, or compared with themselves.
   */
  source: z.enum(['reference', 'first-records']),
});

/**
 * Steps that drift is drawn in: whole days that end with the range, or now, in ranges
 * of 3 days and more, of which the first may begin before the range; shorter ones in
 * shorter ranges. Fewer and longer where there are few records.
 */
const driftStepsSchema = z.object({
  starts: z.array(instantSchema),
  bucketSeconds: z.number().positive(),
});

/** Corrected Jensen-Shannon distances to the baseline, one for each step. */
const driftOverTimeSchema = z.object({
  /** Null where there is too little to say. */
  distances: z.array(z.number().nullable()),
  n: z.array(z.number().int().nonnegative()),
});

export const performanceReportSchema = z.object({
  environment: z.string(),
  from: instantSchema,
  until: instantSchema,
  bucketSeconds: z.number().positive(),
  versions: z.array(z.number().int().positive()),
  verdict: verdictSchema,
  totals: profileTotalsSchema.extend({
    replayed: z.number().int().nonnegative(),
    /** Of binary classifiers with a score; empty bins are left out. */
    calibration: z.array(calibrationBinSchema).optional(),
    /** Of several classes; the most frequent first, 50 at most. */
    classes: z.array(classQualitySchema).optional(),
  }),
  series: z.array(seriesPointSchema),
  /**
   * The same in longer steps, of which most hold as many outcomes as a verdict on
   * quality takes. Absent: those of `series` do, or there is no outcome.
   */
  quality: z
    .object({
      bucketSeconds: z.number().positive(),
      series: z.array(seriesPointSchema),
    })
    .optional(),
  /** Of the version that answered last in the range, worst first. */
  drift: z.array(featureDriftSchema),
  /** Of the output that is farthest, each step of the version that answered most in it. */
  predictionDrift: driftStepsSchema.extend(driftOverTimeSchema.shape),
  /** Of the version that answered last, by feature: rows in the order of `drift`. */
  heatmap: driftStepsSchema.extend({
    rows: z.array(driftOverTimeSchema.extend({ feature: z.string() })),
  }),
  /** Which baseline drift was measured against. */
  baseline: baselineSchema.optional(),
  /** Of the data of the version that answered last, the largest share first; 100 at most. */
  findings: z.array(dataQualityFindingSchema),
  /** How many there are, listed or not. */
  findingsTotal: z.number().int().nonnegative(),
  markers: z.array(performanceMarkerSchema),
  /** Evaluation metrics of `evaluationVersion`, to compare with. */
  evaluation: z.record(z.string(), z.number()),
  /**
   * The version asked for, else the one that answered last in the range, of several
   * at once the busiest; absent where none did.
   */
  evaluationVersion: z.number().int().positive().optional(),
});
export type PerformanceReport = z.infer<typeof performanceReportSchema>;

export const featureDistributionSchema = z.object({
  feature: z.string(),
  type: z.enum(['numeric', 'categorical', 'boolean']),
  drift: featureDriftSchema,
  /** The same bins for both; shares sum to 1 over all bins incl. missing. */
  bins: z.array(
    z.object({
      label: z.string(),
      /** Numeric bins: edges, null where open. */
      lower: z.number().nullable().optional(),
      upper: z.number().nullable().optional(),
      kind: z.enum([
        'bin',
        'underflow',
        'overflow',
        'other',
        'new',
        'missing',
        'mismatch',
      ]),
      count: z.number().int().nonnegative(),
      baselineCount: z.number().int().nonnegative(),
    }),
  ),
});
export type FeatureDistribution = z.infer<typeof featureDistributionSchema>;

export const performanceComparisonQuerySchema = performanceQuerySchema.extend({
  /** `previous`: the stretch before, as long; `version`: `againstVersion` over the same stretch. */
  against: z.enum(['baseline', 'previous', 'version']).default('baseline'),
  againstVersion: queriedVersionSchema.optional(),
});
export type PerformanceComparisonQuery = z.input<
  typeof performanceComparisonQuerySchema
>;

/** One side of a comparison: a version over a stretch of time. */
const comparedSideSchema = z.object({
  version: z.number().int().positive(),
  from: instantSchema,
  until: instantSchema,
  totals: profileTotalsSchema,
});

export const performanceComparisonSchema = z.object({
  environment: z.string(),
  subject: comparedSideSchema,
  against: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('baseline'), ...baselineSchema.shape }),
    z.object({ kind: z.literal('version'), ...comparedSideSchema.shape }),
    z.object({ kind: z.literal('previous'), ...comparedSideSchema.shape }),
  ]),
  /** Worst first; empty where `notComparable`. */
  drift: z.array(featureDriftSchema),
  /** Why features are not compared: no baseline, or no common binning. */
  notComparable: z.string().optional(),
});
export type PerformanceComparison = z.infer<typeof performanceComparisonSchema>;

/** How a model does by values of the inputs chosen in `spec.monitoring.slices`. */
export const performanceSlicesSchema = z.object({
  environment: z.string(),
  from: instantSchema,
  until: instantSchema,
  dimensions: z.array(
    z.object({
      /** e.g. `inputs.carrier`. */
      feature: z.string(),
      /** The most requests first; at most 20 values of the baseline, and the rest. */
      slices: z.array(
        z.object({
          kind: z.enum(['value', 'other', 'missing']),
          value: z.string(),
          totals: profileTotalsSchema,
        }),
      ),
    }),
  ),
});
export type PerformanceSlices = z.infer<typeof performanceSlicesSchema>;
