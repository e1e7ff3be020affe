import { z } from 'zod';
import { namedValuesSchema } from '../repository/modelReport';
import {
  entityRefSchema,
  instantSchema,
  pageOf,
  queriedVersionSchema,
} from './paging';
import { importOriginSchema } from './imports';
import { approvalSchema, deploymentStatusSchema } from './deployments';
import { parseJsonText } from './parseJsonText';
import { requestStatusSchema, searchedStatusSchema } from './requestStatus';

export const trafficKindSchema = z.enum(['primary', 'canary', 'shadow']);
export type TrafficKind = z.infer<typeof trafficKindSchema>;

/**
 * One kind, or `callers`: all but shadow traffic (smoke tests and copies), whose
 * answers no caller got. It is what performance measures count.
 */
export const queriedTrafficSchema = z.enum([
  ...trafficKindSchema.options,
  'callers',
]);
export type QueriedTraffic = z.infer<typeof queriedTrafficSchema>;

/** One prediction: inputs, outputs or exception, latency, version. */
export const inferenceRecordSchema = z.object({
  id: z.string(),
  row: z.number().int().nonnegative(),
  time: instantSchema,
  modelRef: entityRefSchema,
  environment: z.string(),
  version: z.number().int().positive(),
  traffic: trafficKindSchema,
  replay: z.boolean(),
  status: requestStatusSchema,
  statusCode: z.number().int().optional(),
  durationMs: z.number().nonnegative().optional(),
  errorType: z.string().optional(),
  errorMessage: z.string().optional(),
  /** Absent when the body was sampled out. */
  inputs: namedValuesSchema.optional(),
  outputs: namedValuesSchema.optional(),
  requestId: z.string().optional(),
  /** The true outcome, once it has arrived. */
  target: namedValuesSchema.optional(),
  /** Where the record was imported from; absent where nothing is missing for that. */
  imported: importOriginSchema.optional(),
});
export type InferenceRecord = z.infer<typeof inferenceRecordSchema>;

export const inferenceDetailSchema = inferenceRecordSchema.extend({
  receivedAt: instantSchema,
  /**
   * Inputs that the version declares and the request did not have; absent where
   * none is, or where it is not known.
   */
  missingInputs: z.array(z.string()).optional(),
  instanceId: z.string().optional(),
  exception: z
    .object({
      type: z.string().optional(),
      message: z.string().optional(),
      stacktrace: z.string().optional(),
    })
    .optional(),
  feedback: z
    .object({ target: namedValuesSchema, observedAt: instantSchema })
    .optional(),
  /** The deployment that put the version there, or tried it there, if it was ours. */
  deployment: z
    .object({
      id: z.string(),
      status: deploymentStatusSchema,
      /** Its own pipeline put it there, and the portal learnt of it. */
      observed: z.literal(true).optional(),
      requestedBy: z.string().optional(),
      endedAt: instantSchema.optional(),
      commit: z.string().optional(),
      /** Absent where no approval was needed. */
      approval: approvalSchema.optional(),
    })
    .optional(),
});
export type InferenceDetail = z.infer<typeof inferenceDetailSchema>;

/** How a feature is compared in a search: `distance>2000`. */
export const featureComparisonSchema = z.object({
  /**
   * `inputs.distance`, `outputs.delayed`, `target.delayed` for the outcome; a bare
   * name means an input, then an output.
   */
  feature: z.string().min(1),
  operator: z.enum(['=', '!=', '>', '>=', '<', '<=']),
  value: z.string(),
});
export type FeatureComparison = z.infer<typeof featureComparisonSchema>;

const searchSchema = z.object({
  from: instantSchema.optional(),
  until: instantSchema.optional(),
  environment: z.string().optional(),
  version: queriedVersionSchema.optional(),
  /** Default: all. */
  traffic: queriedTrafficSchema.optional(),
  status: searchedStatusSchema.optional(),
  errorType: z.string().optional(),
  /** The innermost frame of the exception, as exceptions are grouped by. */
  errorPlace: z.string().optional(),
  /** An inference id or a request id. */
  id: z.string().optional(),
  /** Text in the exception's message. */
  text: z.string().max(200).optional(),
  features: z
    .preprocess(parseJsonText, z.array(featureComparisonSchema).max(10))
    .optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** A range that ends before it begins would find nothing, without a word. */
function isForward({ from, until }: { from?: string; until?: string }) {
  return !from || !until || Date.parse(from) <= Date.parse(until);
}
const FORWARD = { path: ['from'], error: 'it is after query.until' };

export const inferenceQuerySchema = searchSchema.refine(isForward, FORWARD);
export type InferenceQuery = Omit<
  z.input<typeof inferenceQuerySchema>,
  'features' | 'version' | 'limit'
> & { features?: FeatureComparison[]; version?: number; limit?: number };
export type ParsedInferenceQuery = z.output<typeof inferenceQuerySchema>;

/** Whether a query asks for what single records hold, and not for profiles. */
export function looksIntoRecords({
  from,
  until,
  environment,
  version,
  traffic,
  status,
  cursor,
  limit,
  ...others
}: Partial<ParsedInferenceQuery>): boolean {
  return Object.values(others).some(value =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
}

export const inferencePageSchema = pageOf(inferenceRecordSchema).extend({
  /** Feature comparisons read a bounded number of rows: how far back they looked. */
  searchedUntil: instantSchema.optional(),
});
export type InferencePage = z.infer<typeof inferencePageSchema>;

/** A filtered set as a file: everything but where a page begins and ends. */
export const inferenceExportQuerySchema = searchSchema
  .omit({ cursor: true, limit: true })
  .extend({
    /**
     * `ndjson`: a record a line, as {@link inferenceRecordSchema} has it; `csv`:
     * a column per value, cells safe to open in a spreadsheet.
     */
    format: z.enum(['ndjson', 'csv']).default('ndjson'),
  })
  .refine(isForward, FORWARD);
export type InferenceExportQuery = z.output<typeof inferenceExportQuerySchema>;

/** What a model answered around one of its records, newest first. */
export const inferenceNeighboursSchema = z.object({
  /** The records after it in time, the last of them next to it. */
  newer: z.array(inferenceRecordSchema),
  /** The records before it in time, the first of them next to it. */
  older: z.array(inferenceRecordSchema),
  /** The other rows of the same request, in the order of their rows. */
  sameRequest: z.array(inferenceRecordSchema),
});
export type InferenceNeighbours = z.infer<typeof inferenceNeighboursSchema>;

export const inferenceHistogramSchema = z.object({
  /**
   * What was counted: where single records are not looked at, whole windows of 5
   * minutes; of more than 2 days ago, of an hour; of more than 90 days ago, of a day.
   */
  from: instantSchema,
  until: instantSchema,
  bucketSeconds: z.number().positive(),
  buckets: z.array(
    z.object({
      start: instantSchema,
      ok: z.number().int().nonnegative(),
      /**
       * Of `ok`, those imported from a log that has no failures in it. Absent where
       * there are none.
       */
      failuresUntold: z.number().int().positive().optional(),
      /** Answered with 4xx: the caller's to mend, and no error of the model. */
      invalidRequests: z.number().int().nonnegative().default(0),
      errors: z.number().int().nonnegative(),
    }),
  ),
  /** True counts over the range, sampled or not: ok, invalid requests and errors. */
  total: z.number().int().nonnegative(),
  invalidRequests: z.number().int().nonnegative().default(0),
  errors: z.number().int().nonnegative(),
  /**
   * Of `total`, those imported from a log that has no failures in it: the error rate
   * is of the others. Absent where there are none.
   */
  failuresUntold: z.number().int().positive().optional(),
  /** Some filters read a bounded number of rows: nothing older was counted. */
  searchedUntil: instantSchema.optional(),
});
export type InferenceHistogram = z.infer<typeof inferenceHistogramSchema>;

export const exceptionGroupSchema = z.object({
  type: z.string(),
  /** The newest message of the group, or its beginning. */
  message: z.string().optional(),
  /**
   * What all its messages have in common, `…` in place of values: `could not
   * convert '…' to float`.
   */
  messagePattern: z.string().optional(),
  /** Innermost frame, e.g. `serve.py:120 in predict`. */
  place: z.string().optional(),
  statusCode: z.number().int().optional(),
  count: z.number().int().positive(),
  firstSeen: instantSchema,
  lastSeen: instantSchema,
  versions: z.array(z.number().int().positive()),
  /** A record to open. */
  example: z.object({ id: z.string(), row: z.number().int() }),
});
export type ExceptionGroup = z.infer<typeof exceptionGroupSchema>;

export const exceptionPageSchema = pageOf(exceptionGroupSchema).extend({
  /** Groups of what failed since then; `nextCursor` goes on further back. */
  searchedUntil: instantSchema.optional(),
  /** Groups as far back that are not listed: less recent ones than those that are. */
  furtherGroups: z.number().int().nonnegative(),
});
export type ExceptionPage = z.infer<typeof exceptionPageSchema>;
