import { z } from 'zod';
import { dependencyListSchema } from './dependencies';

/**
 * The kinds of value a model takes and gives. Integers and doubles are both
 * numeric downstream; the difference matters to callers only.
 */
export const featureTypeSchema = z.enum([
  'number',
  'integer',
  'string',
  'boolean',
  'timestamp',
]);
export type FeatureType = z.infer<typeof featureTypeSchema>;

const namedValueSchema = z.object({
  name: z.string().min(1),
  type: featureTypeSchema,
  /** Open Inference Protocol v2 datatype: FP64, INT64, BYTES, BOOL … */
  datatype: z.string().optional(),
  description: z.string().optional(),
  unit: z.string().optional(),
});

export const signatureInputSchema = namedValueSchema.extend({
  required: z.boolean().default(true),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  categories: z.array(z.string()).optional(),
});
export type SignatureInput = z.infer<typeof signatureInputSchema>;

export const signatureOutputSchema = namedValueSchema.extend({
  /** What the output is to its reader; a score is in [0, 1]. */
  role: z.enum(['prediction', 'score', 'other']).default('prediction'),
});
export type SignatureOutput = z.infer<typeof signatureOutputSchema>;

export const signatureSchema = z.object({
  inputs: z.array(signatureInputSchema),
  outputs: z.array(signatureOutputSchema),
});
export type Signature = z.infer<typeof signatureSchema>;

export const evaluationMetricSchema = z.object({
  name: z.string().min(1),
  value: z.number(),
  /** Which rows it was measured on, e.g. `test`. */
  split: z.string().optional(),
  /** Null: neither is, e.g. of the share of positives in the data. */
  higherIsBetter: z.boolean().nullable().default(true),
  /** Number of rows behind the value. */
  n: z.number().int().nonnegative().optional(),
  unit: z.string().optional(),
});
export type EvaluationMetric = z.infer<typeof evaluationMetricSchema>;

/** How an outcome that arrives later is compared with the outputs. */
export const targetSchema = z.object({
  /** The output that predicts it. */
  output: z.string(),
  /** Its own name, in feedback and in reference rows. */
  name: z.string(),
  type: featureTypeSchema,
  /** Binary classification: which value counts as positive. */
  positive: z.union([z.string(), z.boolean(), z.number()]).optional(),
  /** The output holding the probability of `positive`. */
  score: z.string().optional(),
});
export type Target = z.infer<typeof targetSchema>;

/** SHA-256 of an archive, in lower-case hex. */
export const artifactDigestSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256:<64 lower-case hex digits>');

/** `reports/model-report.json`, written by a model's own pipeline. */
export const modelReportSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string().min(1),
  framework: z
    .object({ name: z.string(), version: z.string().optional() })
    .optional(),
  task: z.string().optional(),
  signature: signatureSchema,
  target: targetSchema.optional(),
  metrics: z.array(evaluationMetricSchema).default([]),
  gate: z
    .object({
      passed: z.boolean(),
      checks: z
        .array(
          z.object({
            metric: z.string(),
            value: z.number(),
            operator: z.string(),
            threshold: z.number(),
            passed: z.boolean(),
          }),
        )
        .default([]),
    })
    .optional(),
  artifact: z.object({
    /** Relative to the repository root; a .tar.gz that holds all that `serve` needs. */
    path: z.string().min(1),
    digest: artifactDigestSchema,
    sizeBytes: z.number().int().nonnegative().optional(),
  }),
  data: z
    .object({
      digest: z.string().optional(),
      references: z
        .array(
          z.object({
            entityRef: z.string().optional(),
            source: z.string().optional(),
            rows: z.number().int().nonnegative().optional(),
            from: z.string().optional(),
            until: z.string().optional(),
          }),
        )
        .default([]),
    })
    .optional(),
  /** What it was built with; default: what the lock file of `pipeline.yaml` pins. */
  dependencies: dependencyListSchema.optional(),
  reference: z
    .object({
      path: z.string(),
      rows: z.number().int().nonnegative().optional(),
    })
    .optional(),
});
export type ModelReport = z.infer<typeof modelReportSchema>;

/** A recorded value: what survives JSON and OTLP alike. */
export const recordedValueSchema: z.ZodType<RecordedValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(recordedValueSchema),
    z.record(z.string(), recordedValueSchema),
  ]),
);
export type RecordedValue =
  | string
  | number
  | boolean
  | RecordedValue[]
  | { [name: string]: RecordedValue };

/** Values by feature name; a missing value is an absent key. */
export const namedValuesSchema = z.record(z.string(), recordedValueSchema);
export type NamedValues = z.infer<typeof namedValuesSchema>;

/** One line of `reports/reference.jsonl`. */
export const referenceRowSchema = z.object({
  inputs: namedValuesSchema,
  outputs: namedValuesSchema.default({}),
  target: namedValuesSchema.optional(),
});
export type ReferenceRow = z.infer<typeof referenceRowSchema>;

/**
 * Rows of `reference.jsonl` that are read. Ten thousand hold a 1 % category
 * within ± 0.2 points; more rows cost start-up time and change no decision.
 */
export const REFERENCE_ROWS_MAX = 10_000;
