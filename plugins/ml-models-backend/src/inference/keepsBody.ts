import { findUuidTimeMs } from '../findUuidTimeMs';

/** Random bits at the end of a UUIDv7 (RFC 9562) that decide over its sampling. */
const SAMPLED_HEX_DIGITS = 8;

interface SampledRecord {
  inferenceId: string;
  gatewayId?: string;
  failed: boolean;
}

/**
 * Whether a record keeps its body. The id decides, so that all rows of a
 * request, and a record that is sent again, are treated alike. That of the gateway
 * where there is one: a copy keeps its body where the answer to the caller does, or
 * hardly any two could be compared.
 *
 * @param sample - share of bodies to keep, 0 to 1
 */
export function keepsBody(record: SampledRecord, sample: number): boolean {
  if (record.failed || sample >= 1) {
    return true;
  }
  const draw = parseInt(idOf(record).slice(-SAMPLED_HEX_DIGITS), 16);
  return draw / 16 ** SAMPLED_HEX_DIGITS < sample;
}

/** A gateway of another make may send what has nothing random in it. */
function idOf({ inferenceId, gatewayId }: SampledRecord): string {
  const id = gatewayId?.toLowerCase();
  return id !== undefined && findUuidTimeMs(id) !== undefined
    ? id
    : inferenceId;
}
