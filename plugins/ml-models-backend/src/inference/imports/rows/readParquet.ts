import { InputError } from '@backstage/errors';
import { FileHandle, mkdtemp, open, rm } from 'fs/promises';
import {
  AsyncBuffer,
  AsyncRowGroup,
  FileMetaData,
  parquetMetadataAsync,
  parquetSchema,
} from 'hyparquet';
import { parquetReadAsync } from 'hyparquet/src/read.js';
import { assembleAsync, asyncGroupToRows } from 'hyparquet/src/rowgroup.js';
import { tmpdir } from 'os';
import { join } from 'path';
import * as zlib from 'zlib';
import { PayloadTooLargeError } from '../../../http/body/PayloadTooLargeError';
import { SourceLine } from '../LogFormat';

/** On disk: the table of contents stands at the end, so all of it is needed. */
const FILE_BYTES_MAX = 1024 * 1024 * 1024;

const OWNER_ONLY = 0o600;

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
  const handle = await openNamelessFile();
  try {
    for await (const chunk of limited(chunks)) {
      await handle.appendFile(chunk);
    }
    yield* readRows(handle);
  } finally {
    await handle.close();
  }
}

/**
 * A file that has no name, so that nobody else opens what is not redacted yet,
 * and nothing is left of it however the process ends.
 */
async function openNamelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'ml-models-import-'));
  try {
    return await open(join(folder, 'file.parquet'), 'ax+', OWNER_ONLY);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* readRows(handle: FileHandle): AsyncGenerator<SourceLine> {
  const file = await toAsyncBuffer(handle);
  const metadata = await explain(() => parquetMetadataAsync(file));
  const rowCount = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < rowCount; rowStart += ROWS_AT_ONCE) {
    const rowEnd = Math.min(rowStart + ROWS_AT_ONCE, rowCount);
    const range = { rowStart, rowEnd };
    const rows = await explain(() => readRange({ file, metadata, ...range }));
    for (const [at, value] of rows.entries()) {
      yield { line: rowStart + at + 1, value };
    }
  }
}

/** What is wrong with a range is its reader's to know, now or never. */
async function toAsyncBuffer(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  const read = async (start: number, end = size) => {
    // A torn table of contents may point anywhere.
    const bytes = new Uint8Array(Math.min(end, size) - start);
    await handle.read(bytes, { position: start });
    return bytes.buffer;
  };
  return {
    byteLength: size,
    slice: (start, end) => {
      const bytes = read(start, end);
      bytes.catch(() => {
        // Read ahead, it may fail before anybody waits for it.
      });
      return bytes;
    },
  };
}

interface Range {
  file: AsyncBuffer;
  metadata: FileMetaData;
  rowStart: number;
  /** Exclusive. */
  rowEnd: number;
}

/**
 * Reads rows as hyparquet's own `parquetReadObjects` does, but waits for every
 * column that it has begun with. That one leaves those alone that a torn table
 * of contents has no place for; failing later, with nobody waiting for them,
 * they would end the process.
 */
async function readRange(range: Range): Promise<object[]> {
  const { metadata, rowStart, rowEnd } = range;
  const schema = parquetSchema(metadata);
  // Finds fault with what can be judged before anything is read.
  beginReading({ ...range, file: unreadable(range.file) }).forEach(group =>
    assembleAsync(group, schema),
  );
  const groups = beginReading(range);
  await settleColumns(groups);
  const rows: object[] = [];
  for (const group of groups.map(each => assembleAsync(each, schema))) {
    await settleColumns([group]);
    const { groupStart, groupRows } = group;
    const read = await asyncGroupToRows(
      group,
      Math.max(rowStart - groupStart, 0),
      Math.min(rowEnd - groupStart, groupRows),
      undefined,
      'object',
    );
    read.forEach(row => rows.push(row));
  }
  return rows;
}

function beginReading(range: Range): AsyncRowGroup[] {
  return parquetReadAsync({ ...range, compressors: COMPRESSORS });
}

/** A file whose bytes never come. */
function unreadable({ byteLength }: AsyncBuffer): AsyncBuffer {
  return { byteLength, slice: () => new Promise(() => {}) };
}

async function settleColumns(groups: readonly AsyncRowGroup[]): Promise<void> {
  const columns = groups.flatMap(({ asyncColumns }) => asyncColumns);
  const settled = await Promise.allSettled(columns.map(({ data }) => data));
  for (const column of settled) {
    if (column.status === 'rejected') throw column.reason;
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
