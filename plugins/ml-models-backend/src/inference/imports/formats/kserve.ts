import { ParsedImportQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { isRejection, Rejection } from '../../ReportedInference';
import { LogFormat } from '../LogFormat';
import { readPayload } from '../payload/readPayload';
import { readJsonLines } from '../rows/readJsonLines';
import { WaitingHalves, WaitingLimits } from './WaitingHalves';

/** In the structured mode of CloudEvents 1.0: one JSON object each. */
const eventSchema = z.object({
  id: z.string(),
  type: z.enum([
    'org.kubeflow.serving.inference.request',
    'org.kubeflow.serving.inference.response',
  ]),
  time: z.string(),
  data: z.unknown().optional(),
  data_base64: z.string().optional(),
});
type InferenceEvent = z.output<typeof eventSchema>;

/**
 * Events that wait for their other half; they come a moment apart. In characters
 * of JSON: a few of the longest lines, or all of ordinary ones.
 */
const WAITING_MAX: WaitingLimits = { halves: 10_000, length: 64 * 1024 * 1024 };
const NONE: WaitingLimits = { halves: 0, length: 0 };

interface WaitingEvent {
  line: number;
  event: InferenceEvent;
  length: number;
}

/**
 * The inference logger of KServe. A prediction is two events with one id; of
 * one that failed there is no response.
 *
 * https://kserve.github.io/website/docs/model-serving/predictive-inference/logger/basic-logger
 */
export const kserve: LogFormat = {
  missing: ({ version, environment }) => [
    ...(version ? [] : ['version']),
    ...(environment ? [] : ['environment']),
    'statusCode',
    'durationMs',
    'exception',
  ],
  async *read({ chunks }, query) {
    const waiting = new WaitingHalves<WaitingEvent>();
    for await (const source of readJsonLines(chunks)) {
      const { line } = source;
      const event = isRejection(source) ? source : toEvent(source.value);
      if (isRejection(event)) {
        yield { line, ...event };
        continue;
      }
      const other = waiting.take(event.id);
      if (other && other.event.type !== event.type) {
        yield { line: other.line, ...toItem([other.event, event], query) };
      } else {
        const { length } = JSON.stringify(event);
        waiting.put(event.id, { line, event, length });
      }
      yield* giveUp(waiting, WAITING_MAX);
    }
    yield* giveUp(waiting, NONE);
  },
};

/** The oldest beyond the limits have waited in vain. */
function* giveUp(waiting: WaitingHalves<WaitingEvent>, limits: WaitingLimits) {
  for (const { line, event } of waiting.takeBeyond(limits)) {
    const isRequest = event.type.endsWith('.request');
    yield {
      line,
      reason: isRequest
        ? 'the request has no response in this file: KServe logs none of a call that failed'
        : 'the response has no request in this file',
    };
  }
}

function toEvent(value: unknown): InferenceEvent | Rejection {
  return (
    eventSchema.safeParse(value).data ?? {
      reason: 'the line is no inference event of KServe',
    }
  );
}

function toItem(
  events: InferenceEvent[],
  query: ParsedImportQuery,
): { json: object } | Rejection {
  const [request, response] = [...events].sort((a, b) =>
    a.type.localeCompare(b.type),
  );
  const inputs = readPayload(toPayload(request), {
    names: query.inputs,
    fallback: 'input',
  });
  if (isRejection(inputs)) {
    return inputs;
  }
  const outputs = readPayload(toPayload(response), {
    names: query.outputs,
    fallback: 'output',
  });
  return isRejection(outputs)
    ? outputs
    : { json: { id: request.id, time: request.time, inputs, outputs } };
}

/** Whatever content type is named: the logger passes on what the caller said. */
function toPayload({ data, data_base64: base64 }: InferenceEvent) {
  return {
    data:
      base64 === undefined ? data : Buffer.from(base64, 'base64').toString(),
  };
}
