import { InputError } from '@backstage/errors';
import { PayloadTooLargeError } from '../../http/body/PayloadTooLargeError';
import { VALUES_PER_REQUEST_MAX } from './RequestBudget';

/**
 * Lists, maps and commas of JSON text. OTLP/JSON spends five on a value: two
 * maps, the commas in and behind the first, and what is left for its record.
 */
const JSON_PARTS_MAX = 5 * VALUES_PER_REQUEST_MAX;

const COMMA = 0x2c;
const LIST = 0x5b;
const MAP = 0x7b;

/**
 * Parses JSON, unless it would unfold into a multiple of the memory that its
 * text takes: `[{},{},…]` makes an object of some 60 bytes of every three.
 *
 * @throws PayloadTooLargeError
 * @throws InputError when it is not JSON
 */
export function parseJsonBody(payload: Buffer): unknown {
  assertFewParts(payload);
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch (error) {
    throw new InputError('The body is not JSON', error);
  }
}

/** Counts those within texts too, which real bodies have few of. */
function assertFewParts(payload: Buffer): void {
  if (payload.length <= JSON_PARTS_MAX) {
    return;
  }
  let parts = 0;
  for (let at = 0; at < payload.length; at += 1) {
    const byte = payload[at];
    if (byte === COMMA || byte === LIST || byte === MAP) parts += 1;
  }
  if (parts > JSON_PARTS_MAX) {
    throw new PayloadTooLargeError(
      `The body has more than ${JSON_PARTS_MAX} lists, maps and values: send smaller batches`,
    );
  }
}
