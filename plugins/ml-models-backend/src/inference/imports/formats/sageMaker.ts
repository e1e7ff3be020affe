import { ParsedImportQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { isRejection, Rejection } from '../../ReportedInference';
import { LogFormat } from '../LogFormat';
import { Payload, readPayload } from '../payload/readPayload';
import { readJsonLines } from '../rows/readJsonLines';

const capturedSchema = z.object({
  observedContentType: z.string().optional(),
  data: z.string(),
  encoding: z.enum(['CSV', 'JSON', 'BASE64']),
});

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html */
const lineSchema = z.object({
  captureData: z.object({
    endpointInput: capturedSchema,
    endpointOutput: capturedSchema.optional(),
  }),
  eventMetadata: z.object({
    eventId: z.string(),
    /** The caller's, when it gave one. */
    inferenceId: z.string().optional(),
    /** To the second. */
    inferenceTime: z.string(),
  }),
});

/** Data capture of Amazon SageMaker endpoints, as it lies in S3. */
export const sageMaker: LogFormat = {
  missing: ({ version, environment }) => [
    ...(version ? [] : ['version']),
    ...(environment ? [] : ['environment']),
    'statusCode',
    'durationMs',
    'exception',
  ],
  async *read({ chunks }, query) {
    for await (const source of readJsonLines(chunks)) {
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
  const line = lineSchema.safeParse(value);
  if (!line.success) {
    return { reason: 'the line is no data capture of SageMaker' };
  }
  const { captureData, eventMetadata } = line.data;
  const inputs = readPayload(toPayload(captureData.endpointInput), {
    names: query.inputs,
    fallback: 'input',
  });
  if (isRejection(inputs)) {
    return inputs;
  }
  const outputs = captureData.endpointOutput
    ? readPayload(toPayload(captureData.endpointOutput), {
        names: query.outputs,
        fallback: 'output',
      })
    : [];
  return isRejection(outputs)
    ? outputs
    : {
        json: {
          id: eventMetadata.eventId,
          time: eventMetadata.inferenceTime,
          inputs,
          ...(outputs.length > 0 ? { outputs } : {}),
          requestId: eventMetadata.inferenceId,
        },
      };
}

function toPayload({
  data,
  encoding,
  observedContentType,
}: z.output<typeof capturedSchema>): Payload {
  return {
    data: encoding === 'BASE64' ? Buffer.from(data, 'base64').toString() : data,
    contentType: encoding === 'CSV' ? 'text/csv' : observedContentType,
  };
}
