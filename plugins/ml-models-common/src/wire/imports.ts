import { z } from 'zod';
import { onlyNamed } from './onlyNamed';
import { instantSchema } from './paging';
import { parseJsonText } from './parseJsonText';
import { senderNotesSchema } from './senderNotes';

/** Logs of elsewhere that are understood. */
export const importFormatSchema = z.enum([
  'records',
  'sagemaker',
  'kserve',
  'databricks',
  'table',
]);
export type ImportFormat = z.infer<typeof importFormatSchema>;

/** The log of elsewhere that a record was imported from. */
export const importOriginSchema = z.object({
  format: importFormatSchema,
  /** Fields that the log had no place for, by their names in a record. */
  missing: z.array(z.string()),
});
export type ImportOrigin = z.infer<typeof importOriginSchema>;

/**
 * Fields by which a log tells that a request has failed. It tells where it has any of
 * them: which a table has depends on its columns.
 */
const FAILURE_FIELDS: Record<ImportFormat, readonly string[]> = {
  records: ['statusCode', 'exception'],
  sagemaker: [],
  kserve: [],
  databricks: ['statusCode'],
  table: ['statusCode', 'errorType', 'errorMessage'],
};

/**
 * Whether it would be known of a request that it has failed.
 *
 * @param origin - absent for what was not imported
 */
export function tellsFailures(origin: ImportOrigin | undefined): boolean {
  return (
    origin === undefined ||
    FAILURE_FIELDS[origin.format].some(field => !origin.missing.includes(field))
  );
}

/** Columns to take values from: a list, or names of ours by names of theirs. */
const columnsSchema = z.union([
  z.array(z.string().min(1)),
  z.record(z.string().min(1), z.string().min(1)),
]);

/** Which column of a table holds what. */
export const columnMappingSchema = onlyNamed({
  /** Default: what stands in the row, so that equal rows of one time are one. */
  id: z.string().min(1).optional(),
  time: z.string().min(1),
  /** What a time that is a number counts since the epoch; default: `ms`. */
  timeUnit: z.enum(['s', 'ms', 'us', 'ns']).default('ms'),
  row: z.string().min(1).optional(),
  version: z.string().min(1).optional(),
  environment: z.string().min(1).optional(),
  statusCode: z.string().min(1).optional(),
  durationMs: z.string().min(1).optional(),
  errorType: z.string().min(1).optional(),
  errorMessage: z.string().min(1).optional(),
  requestId: z.string().min(1).optional(),
  observedAt: z.string().min(1).optional(),
  /** Default: every column that nothing else is taken from. */
  inputs: columnsSchema.optional(),
  outputs: columnsSchema.default([]),
  target: columnsSchema.default([]),
  /** Columns of CSV that are text even where they look like numbers. */
  text: z.array(z.string()).default([]),
});
export type ColumnMapping = z.input<typeof columnMappingSchema>;
export type ParsedColumnMapping = z.output<typeof columnMappingSchema>;

/** Names of values that a format gives by place only: `a,b,c`. */
const namesSchema = z
  .string()
  .transform(names => names.split(',').map(name => name.trim()))
  .pipe(z.array(z.string().min(1)))
  .optional();

export const importQuerySchema = onlyNamed({
  format: importFormatSchema,
  /** Reads and judges everything, and stores nothing. */
  dryRun: z.stringbool().default(false),
  /** For what a record or its format does not say itself. */
  version: z.string().min(1).max(200).optional(),
  environment: z.string().min(1).max(63).optional(),
  /** Marks all of it as replayed. */
  replay: z.stringbool().default(false),
  inputs: namesSchema,
  outputs: namesSchema,
  /** Of format `table`, as JSON. */
  mapping: z.preprocess(parseJsonText, columnMappingSchema.optional()),
});
export type ImportQuery = z.input<typeof importQuerySchema>;
export type ParsedImportQuery = z.output<typeof importQuerySchema>;

export const importReportSchema = z.object({
  dryRun: z.boolean(),
  format: importFormatSchema,
  /** Lines, or rows of a table. */
  read: z.number().int().nonnegative(),
  /** Rows of predictions that are durable now, or would be; among them those that were before. */
  inferences: z.number().int().nonnegative(),
  /** Of these, those that are durable by this import; a dry run does not tell. */
  newInferences: z.number().int().nonnegative().optional(),
  /** And those that were before, or that repeat a row of the file. */
  knownInferences: z.number().int().nonnegative().optional(),
  feedback: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  /** Why, with how often and where first; the most frequent twenty. */
  reasons: z.array(
    z.object({
      reason: z.string(),
      count: z.number().int().positive(),
      firstLine: z.number().int().positive(),
    }),
  ),
  /** What the format does not carry: these fields are empty in every record. */
  missing: z.array(z.string()),
  notes: senderNotesSchema,
  /** Times of the first and the last event that were taken. */
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
