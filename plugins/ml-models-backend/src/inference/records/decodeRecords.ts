import { InputError } from '@backstage/errors';
import { parseJsonBody } from '../body/parseJsonBody';
import { RequestBudget } from '../body/RequestBudget';
import { UnsupportedMediaTypeError } from '../body/UnsupportedMediaTypeError';
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
  const items = findDecoder(contentType)(body);
  items.forEach(() => budget.spendRecord());
  return items;
}

function findDecoder(contentType: string): (body: Buffer) => SentItem[] {
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

function decodeJson(body: Buffer): SentItem[] {
  const json = parseJsonBody(body);
  if (Array.isArray(json)) {
    return json.map(toItem);
  }
  if (typeof json !== 'object' || json === null) {
    throw new InputError(
      'The body is neither a JSON object nor a list of them',
    );
  }
  return 'records' in json && Array.isArray(json.records)
    ? json.records.map(toItem)
    : [toItem(json)];
}

function toItem(json: unknown): SentItem {
  return { json };
}

/** Empty lines are none; a line that is not JSON spoils no other. */
function decodeLines(body: Buffer): SentItem[] {
  return body
    .toString('utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(parseLine);
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
