import { z } from 'zod';
import { trafficKindSchema } from './inference';
import { onlyNamed } from './onlyNamed';
import { modelRefSchema } from './paging';
import { senderNotesSchema } from './senderNotes';

const INSTANT_EXPECTED =
  'expected ISO 8601 such as 2026-03-01T12:00:00Z, or whole milliseconds since the epoch';

/** ISO 8601, in UTC unless it has a zone, or milliseconds since the epoch. */
const sentInstantSchema = z.union(
  [
    z.iso.datetime({ offset: true, local: true, error: INSTANT_EXPECTED }),
    z.number().int(),
  ],
  INSTANT_EXPECTED,
);

/** Values by name, nested as they like; null is as good as absent. */
const sentValuesSchema = z.record(z.string(), z.unknown());

/** The values of a prediction, or for a batch those of each row. */
const sentRowsSchema = z.union(
  [sentValuesSchema, z.array(sentValuesSchema)],
  'expected an object of values by name, or a list of such objects',
);

/** `service.version`: our number, or the label the version has elsewhere. */
const sentVersionSchema = z.union(
  [z.string().min(1).max(200), z.number().int().positive()],
  'expected a version number or a label',
);

/**
 * A prediction, its true outcome, or both, as plain JSON. What has a target is
 * feedback; what has anything else than a target to say is a prediction.
 */
export const sentRecordSchema = onlyNamed({
  /**
   * A UUIDv7 of the event time, or any other id together with `time`: the same
   * two name the same record for ever. Default: made from `time`.
   */
  id: z.string().min(1).max(256).optional(),
  /** When it was predicted; default: now. */
  time: sentInstantSchema.optional(),
  /** Default: `model` of the query. */
  model: modelRefSchema.optional(),
  /** Default: `version` of the query. */
  version: sentVersionSchema.optional(),
  /** Default: `environment` of the query. */
  environment: z.string().min(1).max(63).optional(),
  /** Of a batch the first one; default: 0. */
  row: z
    .number()
    .int()
    .min(0)
    .max(2 ** 30)
    .optional(),
  inputs: sentRowsSchema.optional(),
  outputs: sentRowsSchema.optional(),
  statusCode: z.number().int().min(100).max(599).optional(),
  durationMs: z.number().nonnegative().optional(),
  errorType: z.string().min(1).max(256).optional(),
  exception: onlyNamed({
    type: z.string().optional(),
    message: z.string().optional(),
    stacktrace: z.string().optional(),
  }).optional(),
  /** The true outcome; may come with its prediction, before it or after it. */
  target: sentRowsSchema.optional(),
  /** When the outcome was seen; default: now. */
  observedAt: sentInstantSchema.optional(),
  traffic: trafficKindSchema.optional(),
  /** Badged, and left out of completeness, guardrails and delivery metrics. */
  replay: z.boolean().optional(),
  /** The caller's. */
  requestId: z.string().min(1).max(256).optional(),
  gatewayId: z.string().min(1).max(256).optional(),
  instanceId: z.string().min(1).max(256).optional(),
  /** Of what the instance has sent, from 1. */
  sequence: z.number().int().positive().optional(),
});
export type SentRecord = z.input<typeof sentRecordSchema>;

/** Of items that are looked at one by one: what holds for all is in the query. */
export const sentListSchema = onlyNamed({ records: z.array(z.unknown()) });

export const sendRecordsSchema = z.union([
  sentRecordSchema,
  z.array(sentRecordSchema),
  sentListSchema.extend({ records: z.array(sentRecordSchema) }),
]);

/** What holds for records that do not say otherwise. */
export const sendRecordsQuerySchema = onlyNamed({
  model: modelRefSchema.optional(),
  version: z.string().min(1).max(200).optional(),
  environment: z.string().min(1).max(63).optional(),
});
export type SendRecordsQuery = z.infer<typeof sendRecordsQuerySchema>;

export const recordRejectionSchema = z.object({
  /** Place in the list, from 0. */
  item: z.number().int().nonnegative(),
  reason: z.string(),
});
export type RecordRejection = z.infer<typeof recordRejectionSchema>;

export const sentRecordsSchema = z.object({
  /** Rows that are durable now; those that were before are counted too. */
  accepted: z.object({
    inferences: z.number().int().nonnegative(),
    feedback: z.number().int().nonnegative(),
  }),
  /** Items of which nothing was taken. */
  rejected: z.number().int().nonnegative(),
  /** The first hundred of them. */
  rejections: z.array(recordRejectionSchema),
  /** The inference id of each item, for later feedback; null where it was rejected. */
  ids: z.array(z.string().nullable()),
  notes: senderNotesSchema,
});
export type SentRecords = z.infer<typeof sentRecordsSchema>;
