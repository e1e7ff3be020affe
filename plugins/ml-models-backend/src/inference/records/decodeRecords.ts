import { InputError } from '@backstage/errors';
import { sentListSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { parseRequestPart } from '../../http/parseRequestPart';
import { parseJsonBody } from '../body/parseJsonBody';
import { RequestBudget } from '../body/RequestBudget';
import { UnsupportedMediaTypeError } from '../../http/body/UnsupportedMediaTypeError';
import { Rejection } from '../ReportedInference';

/** One record of a request, or why it is none. */
export type SentItem = { json: unknown } | Rejection;

/**
 * Takes a body apart: a record, a list of them, `{ records: […] }`, or one a line.
 *
 * @param contentType - media type in lower case
 * @throws UnsupportedMediaTypeError, InputError, PayloadTooLargeError
 */
export function decodeRecords(
  body: Buffer,
  contentType: string,
  budget: RequestBudget,
): SentItem[] {
  const items: SentItem[] = [];
  for (const item of findDecoder(contentType)(body)) {
    budget.spendRecord();
    items.push(item);
  }
  return items;
}

/** @returns what unfolds a body item by item, lest it be much before it is refused */
function findDecoder(
  contentType: string,
): (body: Buffer) => Iterable<SentItem> {
  switch (contentType) {
    case 'application/json':
      return decodeJson;
    case 'application/x-ndjson':
    case 'application/ndjson':
    case 'application/jsonl':
      return decodeLines;
    default:
      throw new UnsupportedMediaTypeError(
        `Content-Type '${contentType}' is not understood: send application/json or application/x-ndjson`,
      );
  }
}

function* decodeJson(body: Buffer): Generator<SentItem> {
  for (const json of recordsOf(parseJsonBody(body))) {
    yield toItem(json);
  }
}

function recordsOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) {
    return json;
  }
  if (typeof json !== 'object' || json === null) {
    throw new InputError(
      'The body is neither a JSON object nor a list of them',
    );
  }
  return 'records' in json && Array.isArray(json.records)
    ? parseRequestPart(sentListSchema, json, 'body').records
    : [json];
}

function toItem(json: unknown): SentItem {
  return { json };
}

const NOT_EMPTY_LINES = /\S[^\n]*/g;

/** Empty lines are none; a line that is not JSON spoils no other. */
function* decodeLines(body: Buffer): Generator<SentItem> {
  for (const [line] of body.toString('utf8').matchAll(NOT_EMPTY_LINES)) {
    yield parseLine(line);
  }
}

function parseLine(line: string): SentItem {
  try {
    return toItem(parseJsonBody(Buffer.from(line)));
  } catch (error) {
    if (error instanceof InputError) {
      return { reason: 'the line is not JSON' };
    }
    throw error;
  }
}
