import { UnsupportedMediaTypeError } from '../../../http/body/UnsupportedMediaTypeError';
import { LogFile, SourceLine } from '../LogFormat';
import { readCsv } from './readCsv';
import { readJsonLines } from './readJsonLines';
import { readParquet } from './readParquet';

type ReadRows = (chunks: AsyncIterable<Buffer>) => AsyncIterable<SourceLine>;

const READERS: Record<string, ReadRows> = {
  'text/csv': readCsv,
  'application/vnd.apache.parquet': readParquet,
  'application/x-ndjson': readJsonLines,
  'application/ndjson': readJsonLines,
  'application/jsonl': readJsonLines,
};

/** @throws UnsupportedMediaTypeError for what is no table */
export function readTable(file: LogFile): AsyncIterable<SourceLine> {
  if (!Object.hasOwn(READERS, file.contentType)) {
    throw new UnsupportedMediaTypeError(
      `Content-Type '${file.contentType}' is not understood: send ${Object.keys(
        READERS,
      )
        .slice(0, 3)
        .join(', ')}`,
    );
  }
  return READERS[file.contentType](file.chunks);
}
