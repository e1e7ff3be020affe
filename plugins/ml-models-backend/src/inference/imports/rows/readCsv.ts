import { InputError } from '@backstage/errors';
import { CsvError, parse } from 'csv-parse';
import { pipeline, Readable } from 'stream';
import { z } from 'zod';
import { SourceLine } from '../LogFormat';

/** Characters of one row; as for a line of JSON. */
const ROW_LENGTH_MAX = 16 * 1024 * 1024;

/** Characters of why a file cannot be read. */
const MESSAGE_LENGTH_MAX = 200;

const rowSchema = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({
    lines: z.number(),
    /** Of a row that has another number of columns than the header. */
    error: z
      .object({ record: z.array(z.unknown()), columns: z.array(z.unknown()) })
      .optional(),
  }),
});

/**
 * Reads CSV (RFC 4180) piece by piece; the first line names the columns. Every
 * value is text here. A row that the header does not fit is none, and spoils no other.
 *
 * @throws InputError for what is not CSV
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<SourceLine> {
  const parser = parse({
    bom: true,
    columns: true,
    info: true,
    max_record_size: ROW_LENGTH_MAX,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  let cause: unknown;
  pipeline(Readable.from(rememberError(chunks)), parser, () => {
    // What fails ends the iteration below, with the same error.
  });
  try {
    for await (const row of parser) {
      yield toLine(rowSchema.parse(row));
    }
  } catch (error) {
    throw error instanceof CsvError
      ? new InputError(`The file is not CSV: ${describe(error)}`)
      : cause ?? error;
  }

  /** Streams wrap what their source throws. */
  async function* rememberError(source: AsyncIterable<Buffer>) {
    try {
      yield* source;
    } catch (error) {
      cause = error;
      throw error;
    }
  }
}

/** The parser repeats what it could not read, which may be the file as a whole. */
function describe({ message }: CsvError): string {
  return message.length > MESSAGE_LENGTH_MAX
    ? `${message.slice(0, MESSAGE_LENGTH_MAX)}…`
    : message;
}

function toLine({ record, info }: z.output<typeof rowSchema>): SourceLine {
  const { lines: line, error } = info;
  return error
    ? {
        line,
        reason: `columns are missing or too many: the line has ${error.record.length}, the header ${error.columns.length}`,
      }
    : { line, value: record };
}
