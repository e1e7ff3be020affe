import { ParsedImportQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { isRejection, Rejection } from '../../ReportedInference';
import { LogFormat } from '../LogFormat';
import { readPayload } from '../payload/readPayload';
import { readInstant } from '../rows/readInstant';
import { readTable } from '../rows/readTable';

const numberSchema = z
  .union([z.number(), z.bigint(), z.string().regex(/\d/)])
  .transform(Number)
  .pipe(z.number());

/**
 * Names of both schemas: of endpoints of custom models, and of AI Gateway.
 *
 * https://docs.databricks.com/aws/en/machine-learning/model-serving/inference-tables
 * https://docs.databricks.com/aws/en/ai-gateway/inference-tables
 */
const rowSchema = z.object({
  databricks_request_id: z.string(),
  client_request_id: z.string().nullish(),
  timestamp_ms: z.unknown().optional(),
  request_time: z.unknown().optional(),
  status_code: numberSchema.nullish(),
  execution_time_ms: numberSchema.nullish(),
  execution_duration_ms: numberSchema.nullish(),
  request: z.unknown().optional(),
  response: z.unknown().optional(),
  request_metadata: z.unknown().optional(),
});

const metadataSchema = z.object({ model_version: z.string().optional() });

const failureSchema = z.object({
  error_code: z.string().optional(),
  message: z.string().optional(),
});

const FAILED_FROM_STATUS = 400;

/** Inference tables of Databricks, as CSV, JSON Lines or Parquet. */
export const databricks: LogFormat = {
  missing: ({ environment }) => [
    ...(environment ? [] : ['environment']),
    'stacktrace',
  ],
  async *read(file, query) {
    for await (const source of readTable(file)) {
      yield isRejection(source)
        ? source
        : { line: source.line, ...toItem(source.value, query) };
    }
  },
};

function toItem(
  value: unknown,
  query: ParsedImportQuery,
): { json: object } | Rejection {
  const parsed = rowSchema.safeParse(value);
  const time =
    parsed.data &&
    readInstant(parsed.data.timestamp_ms ?? parsed.data.request_time);
  if (!parsed.success || time === undefined) {
    return { reason: 'the row is none of an inference table of Databricks' };
  }
  const row = parsed.data;
  const outcome = readOutcome(row, query);
  if (isRejection(outcome)) {
    return outcome;
  }
  const { model_version: version } =
    metadataSchema.safeParse(parseIfText(row.request_metadata)).data ?? {};
  return {
    json: {
      ...outcome,
      id: row.databricks_request_id,
      time,
      version: version ?? query.version,
      statusCode: row.status_code,
      durationMs: row.execution_time_ms ?? row.execution_duration_ms,
      requestId: row.client_request_id || undefined,
    },
  };
}

/** What was asked, and what was answered or what went wrong. */
function readOutcome(
  row: z.output<typeof rowSchema>,
  query: ParsedImportQuery,
): object | Rejection {
  const failed = (row.status_code ?? 0) >= FAILED_FROM_STATUS;
  const inputs = readPayload(
    { data: row.request },
    { names: query.inputs, fallback: 'input' },
  );
  if (failed) {
    // What was asked may be what was wrong, and need not be readable.
    return {
      ...(isRejection(inputs) ? {} : { inputs }),
      exception: readFailure(row.response),
    };
  }
  const outputs = readPayload(
    { data: row.response },
    { names: query.outputs, fallback: 'output' },
  );
  if (isRejection(inputs) || isRejection(outputs)) {
    return isRejection(inputs) ? inputs : outputs;
  }
  return { inputs, outputs };
}

function readFailure(response: unknown) {
  const failure = failureSchema.safeParse(parseIfText(response)).data;
  return {
    type: failure?.error_code,
    message:
      failure?.message ??
      (typeof response === 'string' ? response : JSON.stringify(response)),
  };
}

/** A column of JSON is text in CSV, and may be anything elsewhere. */
function parseIfText(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
