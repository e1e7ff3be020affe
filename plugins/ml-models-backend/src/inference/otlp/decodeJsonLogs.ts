import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { parseJsonBody } from '../body/parseJsonBody';
import { RequestBudget } from '../body/RequestBudget';
import { MalformedValueError } from './MalformedValueError';
import { OtlpAttributes, OtlpLog } from './OtlpLog';
import { readJsonKeyValues, readJsonValue } from './readJsonValue';
import { toRecordedText } from '../toRecordedText';

const NANOSECONDS_PER_MILLISECOND = 1e6;

const logRecordSchema = z.object({
  timeUnixNano: z.union([z.string(), z.number()]).nullish(),
  eventName: z.string().nullish(),
  attributes: z.unknown().optional(),
  body: z.unknown().optional(),
});

/** https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
const requestSchema = z.object({
  resourceLogs: z
    .array(
      z.object({
        resource: z.object({ attributes: z.unknown().optional() }).nullish(),
        scopeLogs: z
          .array(z.object({ logRecords: z.array(logRecordSchema).nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});

/**
 * Decodes an ExportLogsServiceRequest in OTLP/JSON, log by log in the order of
 * the request.
 *
 * @throws InputError when it is not one
 * @throws PayloadTooLargeError when it unfolds into too much, and what the
 *   budget throws
 */
export function* decodeJsonLogs(
  payload: Buffer,
  budget: RequestBudget,
): Generator<OtlpLog> {
  const request = requestSchema.safeParse(parseJsonBody(payload));
  if (!request.success) {
    const [issue] = request.error.issues;
    throw new InputError(
      `The body is not OTLP/JSON: ${issue.path.join('.')}: ${issue.message}`,
    );
  }
  for (const { resource, scopeLogs } of request.data.resourceLogs ?? []) {
    const attributes = readJsonKeyValues(resource?.attributes, budget);
    for (const { logRecords } of scopeLogs ?? []) {
      for (const record of logRecords ?? []) {
        yield readLog(record, attributes, budget);
      }
    }
  }
}

function readLog(
  record: z.output<typeof logRecordSchema>,
  resource: OtlpAttributes,
  budget: RequestBudget,
): OtlpLog {
  budget.spendRecord();
  return {
    resource,
    eventName: record.eventName ? toRecordedText(record.eventName) : undefined,
    timeMs:
      Number(record.timeUnixNano ?? 0) / NANOSECONDS_PER_MILLISECOND ||
      undefined,
    ...readValues(record, budget),
  };
}

/** A record with a value that is none spoils no other. */
function readValues(
  { attributes, body }: z.output<typeof logRecordSchema>,
  budget: RequestBudget,
): Pick<OtlpLog, 'attributes' | 'body' | 'problem'> {
  try {
    return {
      attributes: readJsonKeyValues(attributes, budget),
      body: readJsonValue(body, budget),
    };
  } catch (error) {
    if (error instanceof MalformedValueError) {
      return { attributes: new Map(), problem: error.message };
    }
    throw error;
  }
}
