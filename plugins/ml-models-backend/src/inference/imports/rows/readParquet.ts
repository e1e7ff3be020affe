import { InputError } from '@backstage/errors';
import { createWriteStream } from 'fs';
import { mkdtemp, rm } from 'fs/promises';
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { tmpdir } from 'os';
import { join } from 'path';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import * as zlib from 'zlib';
import { PayloadTooLargeError } from '../../body/PayloadTooLargeError';
import { SourceLine } from '../LogFormat';

/** On disk: the table of contents stands at the end, so all of it is needed. */
const FILE_BYTES_MAX = 1024 * 1024 * 1024;

/** Read at once; a page of a column holds about as many. */
const ROWS_AT_ONCE = 20_000;

/** What Node unpacks itself; Snappy and none come with the reader. */
const COMPRESSORS = {
  GZIP: (packed: Uint8Array) => zlib.gunzipSync(packed),
  BROTLI: (packed: Uint8Array) => zlib.brotliDecompressSync(packed),
  ZSTD: (packed: Uint8Array) => zlib.zstdDecompressSync(packed),
};

/**
 * Reads Parquet row by row, from a temporary file.
 *
 * @throws InputError for what is not Parquet
 * @throws PayloadTooLargeError beyond 1 GiB
 */
export async function* readParquet(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<SourceLine> {
  const folder = await mkdtemp(join(tmpdir(), 'ml-models-import-'));
  try {
    const path = join(folder, 'file.parquet');
    await pipeline(Readable.from(limited(chunks)), createWriteStream(path));
    yield* readRows(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* readRows(path: string): AsyncGenerator<SourceLine> {
  const file = await asyncBufferFromFile(path);
  const metadata = await explain(() => parquetMetadataAsync(file));
  const rowCount = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < rowCount; rowStart += ROWS_AT_ONCE) {
    const rowEnd = Math.min(rowStart + ROWS_AT_ONCE, rowCount);
    const rows = await explain(() =>
      parquetReadObjects({
        file,
        metadata,
        rowStart,
        rowEnd,
        compressors: COMPRESSORS,
        useOffsetIndex: true,
      }),
    );
    for (const [at, value] of rows.entries()) {
      yield { line: rowStart + at + 1, value };
    }
  }
}

async function explain<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw new InputError('The file is not Parquet, or is torn', error);
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > FILE_BYTES_MAX) {
      throw new PayloadTooLargeError(
        `A Parquet file may have ${FILE_BYTES_MAX} bytes: split it`,
      );
    }
    yield chunk;
  }
}
