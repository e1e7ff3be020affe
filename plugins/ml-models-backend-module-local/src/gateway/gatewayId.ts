import { randomBytes } from 'node:crypto';

/**
 * @param timeMs - when the gateway took the request, milliseconds since the epoch
 * @returns a UUIDv7 (RFC 9562, section 5.7): a record that carries it can be
 *   counted at the very time that the gateway counted its request
 */
export function makeGatewayId(timeMs: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(timeMs, 0, 6);
  bytes[6] = 0x70 + (bytes[6] % 16);
  bytes[8] = 0x80 + (bytes[8] % 64);
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
