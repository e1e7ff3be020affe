import { ServiceUnavailableError } from '@backstage/errors';
import { Readable } from 'stream';
import { deflateSync, gzipSync } from 'zlib';
import { readBody } from './readBody';

const MEBIBYTE = 1024 * 1024;

function aBody(chunks: Buffer[], encoding?: string) {
  return Object.assign(Readable.from(chunks), {
    headers: encoding ? { 'content-encoding': encoding } : {},
  });
}

/** A body that ends as that of a sender who hangs up. */
function aTornBody(start: Buffer) {
  async function* tear() {
    yield start;
    throw new Error('aborted');
  }
  return Object.assign(Readable.from(tear()), {
    headers: { 'content-encoding': 'gzip' },
  });
}

describe('readBody', () => {
  it.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['identity', (text: string) => Buffer.from(text)],
  ])('reads %s, in whatever pieces it comes', async (encoding, pack) => {
    const packed = pack('one two three');
    const pieces = [packed.subarray(0, 3), packed.subarray(3)];
    const body = await readBody(aBody(pieces, encoding), () => {});
    expect(body.toString()).toBe('one two three');
  });

  it('stops to unpack when what it unpacks cannot be held', async () => {
    const body = aBody([gzipSync(Buffer.alloc(60 * MEBIBYTE))], 'gzip');
    let heldBytes = 0;
    const read = readBody(body, bytes => {
      heldBytes += bytes;
      if (heldBytes > MEBIBYTE) throw new ServiceUnavailableError('no room');
    });
    await expect(read).rejects.toThrow('no room');
    expect(heldBytes).toBeLessThan(2 * MEBIBYTE);
  });

  it.each([
    [
      'unpacks to too much',
      aBody([gzipSync(Buffer.alloc(65 * MEBIBYTE))], 'gzip'),
      'unpacks to more than 67108864 bytes',
    ],
    [
      'is too large',
      aBody([Buffer.alloc(8 * MEBIBYTE), Buffer.alloc(1)]),
      'is larger than 8388608 bytes',
    ],
    [
      'ends in the middle of what is packed',
      aBody([gzipSync('one two three').subarray(0, 12)], 'gzip'),
      'The body is not gzip',
    ],
    ['is packed otherwise', aBody([Buffer.from('{}')], 'br'), "'br' is not"],
    ['ends early', aTornBody(gzipSync('one')), 'The body ended early'],
  ])('refuses a body that %s', async (_, body, message) => {
    await expect(readBody(body, () => {})).rejects.toThrow(message);
  });
});
