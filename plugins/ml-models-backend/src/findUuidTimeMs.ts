/** UUID version 7, variant 10: RFC 9562, section 5.7. */
const UUID_V7 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * @param id - in lower case
 * @returns the instant it was made, in milliseconds since the epoch; undefined
 *   for what is no UUIDv7
 */
export function findUuidTimeMs(id: string): number | undefined {
  return UUID_V7.test(id)
    ? parseInt(id.slice(0, 8), 16) * 2 ** 16 + parseInt(id.slice(9, 13), 16)
    : undefined;
}
