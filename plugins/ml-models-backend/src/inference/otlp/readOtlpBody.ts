import { InputError, isError } from '@backstage/errors';
import { IncomingMessage } from 'http';
import { promisify } from 'util';
import { gunzip, inflate } from 'zlib';
import { PayloadTooLargeError } from './PayloadTooLargeError';
import { UnsupportedMediaTypeError } from './UnsupportedMediaTypeError';

/** As received. A Collector's batch of 8,192 small records is about 1 MiB gzipped. */
export const BODY_BYTES_MAX = 8 * 1024 * 1024;

/** Unpacked: eight times as much, more than logs shrink to and less than a bomb. */
export const EXPANDED_BYTES_MAX = 64 * 1024 * 1024;

const gunzipAsync = promisify<Buffer, { maxOutputLength: number }, Buffer>(
  gunzip,
);
const inflateAsync = promisify<Buffer, { maxOutputLength: number }, Buffer>(
  inflate,
);

const UNPACKERS: Record<string, (packed: Buffer) => Promise<Buffer>> = {
  identity: async packed => packed,
  gzip: packed => gunzipAsync(packed, { maxOutputLength: EXPANDED_BYTES_MAX }),
  deflate: packed =>
    inflateAsync(packed, { maxOutputLength: EXPANDED_BYTES_MAX }),
};

/**
 * Reads and unpacks the body of a request.
 *
 * @throws PayloadTooLargeError beyond 8 MiB, or 64 MiB unpacked
 * @throws UnsupportedMediaTypeError for an encoding other than gzip and deflate
 * @throws InputError when it does not unpack
 */
export async function readOtlpBody(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  const unpack = Object.hasOwn(UNPACKERS, encoding)
    ? UNPACKERS[encoding]
    : undefined;
  if (!unpack) {
    throw new UnsupportedMediaTypeError(
      `Content-Encoding '${encoding}' is not understood: send gzip, deflate or none`,
    );
  }
  const packed = await collect(request);
  try {
    return await unpack(packed);
  } catch (error) {
    if (isError(error) && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new PayloadTooLargeError(
        `The body unpacks to more than ${EXPANDED_BYTES_MAX} bytes: send smaller batches`,
      );
    }
    throw new InputError(`The body is not ${encoding}`, error);
  }
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not destroyed when it is too much: the sender is still to read the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) {
      throw new PayloadTooLargeError(
        `The body is larger than ${BODY_BYTES_MAX} bytes: send smaller batches`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
