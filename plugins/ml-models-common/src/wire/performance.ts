import { z } from 'zod';
import { instantSchema, queriedVersionSchema } from './paging';
import { featureDriftSchema } from './drift';
import {
  calibrationBinSchema,
  classQualitySchema,
  profileTotalsSchema,
} from './quality';
import { verdictSchema } from './verdict';

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
  /** `canary`: a version was tried on a share of the requests, and put back. */
  kind: z.enum([
    'deployment',
    'rollback',
    'stop',
    'traffic',
    'canary',
    'verdict',
  ]),
  version: z.number().int().positive().optional(),
  text: z.string(),
});
export type PerformanceMarker = z.infer<typeof performanceMarkerSchema>;

export const markerQuerySchema = z.object({
  /** Default: all. */
  environment: z.string().optional(),
  /** Whose changes of verdict; default: all. Deployments are of all versions. */
  version: queriedVersionSchema.optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});
export type MarkerQuery = z.input<typeof markerQuerySchema>;

export const markerListSchema = z.object({
  /** Oldest first. */
  items: z.array(performanceMarkerSchema.extend({ environment: z.string() })),
});
export type MarkerList = z.infer<typeof markerListSchema>;

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
  /**
   * What was counted, which may be more than was asked for: whole windows of 5
   * minutes; of more than 2 days ago, of an hour; of more than 90 days ago, of a day.
   */
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
