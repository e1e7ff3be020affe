/** Ends in a zone, by offset or by name, or is a date alone, which is UTC. */
const HAS_ZONE =
  /(?:[zZ]|[+-]\d{2}:?\d{2}|\b(?:UTC?|GMT|[ECMP][SD]T)(?:[+-]\d{1,4})?)(?: \(.*\))?$|^\d{4}(?:-\d{2}){0,2}$/;

/** ISO 8601, or as databases write it. */
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/**
 * @param text - of an instant; without a zone it is UTC, whatever the server's is
 * @returns milliseconds since the epoch; NaN for what is no instant
 */
export function parseInstant(text: string): number {
  const trimmed = text.trim();
  if (HAS_ZONE.test(trimmed)) {
    return Date.parse(trimmed);
  }
  return Date.parse(
    ISO.test(trimmed) ? trimmed.replace(ISO, '$1T$2Z') : `${trimmed} UTC`,
  );
}
