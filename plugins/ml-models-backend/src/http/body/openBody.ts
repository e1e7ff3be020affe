import { InputError } from '@backstage/errors';
import { IncomingMessage } from 'http';
import { pipeline, Transform } from 'stream';
import { createGunzip, createInflate } from 'zlib';
import { PayloadTooLargeError } from './PayloadTooLargeError';
import { UnsupportedMediaTypeError } from './UnsupportedMediaTypeError';

/** What of a request is read here. */
export type PackedBody = Pick<IncomingMessage, 'headers' | 'iterator'>;

export interface BodyLimits {
  /** As received. */
  packedBytesMax: number;
  /** Unpacked; reached before anything as large is held. */
  expandedBytesMax: number;
}

/** Unpacked at once: a large body in hundreds of pieces, not in thousands. */
const UNPACKED_CHUNK_BYTES = 128 * 1024;

const UNPACKERS: Record<string, (() => Transform) | undefined> = {
  identity: undefined,
  gzip: () => createGunzip({ chunkSize: UNPACKED_CHUNK_BYTES }),
  deflate: () => createInflate({ chunkSize: UNPACKED_CHUNK_BYTES }),
};

/**
 * Reads and unpacks the body of a request, piece by piece.
 *
 * @throws PayloadTooLargeError beyond a limit
 * @throws UnsupportedMediaTypeError for an encoding other than gzip and deflate
 * @throws InputError when it does not unpack, or ends early
 */
export async function* openBody(
  request: PackedBody,
  limits: BodyLimits,
): AsyncGenerator<Buffer> {
  const encoding = findEncoding(request);
  const { packedBytesMax } = limits;
  const tooLarge = `The body is larger than ${packedBytesMax} bytes: send less at once`;
  if (Number(request.headers['content-length']) > packedBytesMax) {
    throw new PayloadTooLargeError(tooLarge);
  }
  const packed = limited(chunksOf(request), packedBytesMax, tooLarge);
  const createUnpacker = UNPACKERS[encoding];
  if (!createUnpacker) {
    yield* packed;
    return;
  }
  yield* limited(
    unpack(packed, createUnpacker(), encoding),
    limits.expandedBytesMax,
    `The body unpacks to more than ${limits.expandedBytesMax} bytes: send less at once`,
  );
}

function findEncoding(request: PackedBody): string {
  const encoding = (
    request.headers['content-encoding'] ?? 'identity'
  ).toLocaleLowerCase('en-US');
  if (!Object.hasOwn(UNPACKERS, encoding)) {
    throw new UnsupportedMediaTypeError(
      `Content-Encoding '${encoding}' is not understood: send gzip, deflate or none`,
    );
  }
  return encoding;
}

async function* chunksOf(request: PackedBody): AsyncGenerator<Buffer> {
  try {
    // Not destroyed when it is too much: the sender is still to read the answer.
    yield* request.iterator({ destroyOnReturn: false });
  } catch (error) {
    throw new InputError('The body ended early', error);
  }
}

async function* unpack(
  packed: AsyncGenerator<Buffer>,
  unpacker: Transform,
  encoding: string,
): AsyncGenerator<Buffer> {
  let cause: unknown;
  pipeline(rememberError(packed), unpacker, () => {
    // What fails ends the iteration below, with the same error.
  });
  try {
    yield* unpacker;
  } catch (error) {
    throw cause ?? new InputError(`The body is not ${encoding}`, error);
  }

  /** Tells an error of reading from one of unpacking. */
  async function* rememberError(chunks: AsyncGenerator<Buffer>) {
    try {
      yield* chunks;
    } catch (error) {
      cause = error;
      throw error;
    }
  }
}

async function* limited(
  chunks: AsyncGenerator<Buffer>,
  bytesMax: number,
  message: string,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      throw new PayloadTooLargeError(message);
    }
    yield chunk;
  }
}
