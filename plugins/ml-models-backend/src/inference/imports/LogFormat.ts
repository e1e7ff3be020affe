import { ParsedImportQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { Rejection } from '../ReportedInference';

/** A file that is being received. */
export interface LogFile {
  /** Media type in lower case. */
  contentType: string;
  chunks: AsyncIterable<Buffer>;
}

/** A line of a file, or a row of a table, from 1; in order, but not all of them. */
export type SourceLine = { line: number } & ({ value: unknown } | Rejection);

/** A record as plain JSON, or why there is none. */
export type ImportedItem = { line: number } & ({ json: object } | Rejection);

/** A log of elsewhere, as far as it can be read. */
export interface LogFormat {
  /** @returns fields that no record of it can have, by their names in a record */
  missing(query: ParsedImportQuery): string[];
  /** @throws InputError when the file as a whole cannot be read */
  read(file: LogFile, query: ParsedImportQuery): AsyncIterable<ImportedItem>;
}
