import { z } from 'zod';
import { instantSchema } from './paging';

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
]);

/** Healthy or not, always with reasons a person can act on. */
export const verdictSchema = z.object({
  state: verdictStateSchema,
  reasons: z.array(
    z.object({
      signal: verdictSignalSchema,
      state: verdictStateSchema,
      /** e.g. `Serving 2.1 % errors in the last 15 minutes (limit 1 %, n = 480)`. */
      text: z.string(),
    }),
  ),
  judgedAt: instantSchema,
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
});

export const featureDriftSchema = z.object({
  feature: z.string(),
  role: z.enum(['input', 'output']),
  type: z.enum(['numeric', 'categorical', 'boolean']),
  decision: z.enum(['drift', 'stable', 'unknown']),
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
  precision: z.number().optional(),
  recall: z.number().optional(),
  f1: z.number().optional(),
  rocAuc: z.number().optional(),
  logLoss: z.number().optional(),
  /** Mean squared error of the score, 0 (best) to 1. */
  brier: z.number().optional(),
  mae: z.number().optional(),
  rmse: z.number().optional(),
  /** Mean of prediction − outcome. */
  bias: z.number().optional(),
  r2: z.number().optional(),
});
export type QualityMeasures = z.infer<typeof qualityMeasuresSchema>;

export const seriesPointSchema = qualityMeasuresSchema.extend({
  start: instantSchema,
  requests: z.number().int().nonnegative(),
  /** Failures of the model or its service. */
  errors: z.number().int().nonnegative(),
  /** Answered with 4xx (but 408 and 429): the caller's to mend, none of `errors`. */
  invalidRequests: z.number().int().nonnegative().default(0),
  errorsByType: z.record(z.string(), z.number().int()).optional(),
  /** Milliseconds; absent without a timed request. */
  p50Ms: z.number().optional(),
  p90Ms: z.number().optional(),
  p99Ms: z.number().optional(),
  /** Labels that have arrived for the predictions of this bucket. */
  labels: z.number().int().nonnegative(),
  /** Corrected Jensen-Shannon distance of the prediction to its baseline. */
  predictionDrift: z.number().optional(),
});
export type SeriesPoint = z.infer<typeof seriesPointSchema>;

export const performanceMarkerSchema = z.object({
  time: instantSchema,
  kind: z.enum(['deployment', 'rollback', 'verdict']),
  version: z.number().int().positive().optional(),
  text: z.string(),
});
export type PerformanceMarker = z.infer<typeof performanceMarkerSchema>;

export const performanceQuerySchema = z.object({
  environment: z.string().optional(),
  /** One version; default: all that served in the range. */
  version: z.coerce.number().int().positive().optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});
export type PerformanceQuery = z.input<typeof performanceQuerySchema>;

export const performanceReportSchema = z.object({
  environment: z.string(),
  from: instantSchema,
  until: instantSchema,
  bucketSeconds: z.number().positive(),
  versions: z.array(z.number().int().positive()),
  verdict: verdictSchema,
  totals: qualityMeasuresSchema.extend({
    requests: z.number().int().nonnegative(),
    errors: z.number().int().nonnegative(),
    invalidRequests: z.number().int().nonnegative().default(0),
    errorsByType: z.record(z.string(), z.number().int()).optional(),
    replayed: z.number().int().nonnegative(),
    labels: z.number().int().nonnegative(),
    p50Ms: z.number().optional(),
    p90Ms: z.number().optional(),
    p99Ms: z.number().optional(),
  }),
  series: z.array(seriesPointSchema),
  /** Worst first. */
  drift: z.array(featureDriftSchema),
  /** Corrected distance by feature (rows, in the order of `drift`) and bucket of `heatmapBuckets`. */
  heatmap: z.object({
    starts: z.array(instantSchema),
    bucketSeconds: z.number().positive(),
    rows: z.array(
      z.object({
        feature: z.string(),
        /** One per start; null where there is too little to say. */
        distances: z.array(z.number().nullable()),
        n: z.array(z.number().int().nonnegative()),
      }),
    ),
  }),
  /** Which baseline drift was measured against. */
  baseline: z
    .object({
      version: z.number().int().positive(),
      rows: z.number().int().nonnegative(),
      source: z.enum(['reference', 'first-records']),
    })
    .optional(),
  markers: z.array(performanceMarkerSchema),
  /** Evaluation metrics of the newest version in the range, to compare with. */
  evaluation: z.record(z.string(), z.number()),
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
