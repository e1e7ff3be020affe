import { HoldBytes } from '../ReceptionGate';
import { BodyLimits, openBody, PackedBody } from '../../http/body/openBody';

/** A Collector's batch of 8,192 small records is about 1 MiB gzipped. */
const BATCH_LIMITS: BodyLimits = {
  packedBytesMax: 8 * 1024 * 1024,
  /** Eight times as much: more than logs shrink to, and less than a bomb. */
  expandedBytesMax: 64 * 1024 * 1024,
};

/**
 * Reads and unpacks a whole body of up to 8 MiB, or 64 MiB unpacked.
 *
 * @param hold - is told of each piece before the next one is read
 * @throws PayloadTooLargeError, UnsupportedMediaTypeError, InputError, and what
 *   `hold` throws
 */
export async function readBody(
  request: PackedBody,
  hold: HoldBytes,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of openBody(request, BATCH_LIMITS)) {
    hold(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
