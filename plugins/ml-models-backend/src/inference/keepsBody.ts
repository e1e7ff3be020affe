/** Random bits at the end of a UUIDv7 (RFC 9562) that decide over its sampling. */
const SAMPLED_HEX_DIGITS = 8;

/**
 * Whether a record keeps its body. The id decides, so that all rows of a
 * request, and a record that is sent again, are treated alike.
 *
 * @param sample - share of bodies to keep, 0 to 1
 */
export function keepsBody(
  record: { inferenceId: string; failed: boolean },
  sample: number,
): boolean {
  if (record.failed || sample >= 1) {
    return true;
  }
  const draw = parseInt(record.inferenceId.slice(-SAMPLED_HEX_DIGITS), 16);
  return draw / 16 ** SAMPLED_HEX_DIGITS < sample;
}
