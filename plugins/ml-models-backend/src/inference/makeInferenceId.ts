import { createHash, randomUUID } from 'crypto';

/** The times that a UUIDv7 has room for: RFC 9562, section 5.7. */
const TIME_MAX_MS = 2 ** 48;

/** The variant's two bits, `10`, before the two highest of a digit: section 4.1. */
const VARIANT_DIGITS = '89ab';

/**
 * Makes the id of an inference that has another name where it comes from. The
 * same time and name always give the same id, so that what is sent or imported
 * again is known again.
 *
 * @param timeMs - of the event, milliseconds since the epoch
 * @param sourceId - default: one that nothing else has
 * @returns a UUIDv7 of the time whose other bits are of the name's SHA-256;
 *   undefined for a time that none can have
 */
export function makeInferenceId(
  timeMs: number,
  sourceId: string = randomUUID(),
): string | undefined {
  const wholeMs = Math.floor(timeMs);
  if (!(wholeMs > 0 && wholeMs < TIME_MAX_MS)) {
    return undefined;
  }
  const time = wholeMs.toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(sourceId).digest('hex');
  const variant = VARIANT_DIGITS[parseInt(hash[3], 16) % 4];
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hash.slice(0, 3)}`,
    `${variant}${hash.slice(4, 7)}`,
    hash.slice(7, 19),
  ].join('-');
}
