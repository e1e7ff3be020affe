import { InputError } from '@backstage/errors';
import { ParsedColumnMapping } from '@noshelfware/backstage-plugin-ml-models-common';
import { createHash } from 'crypto';
import { z } from 'zod';
import { isRejection, Rejection } from '../../ReportedInference';
import { LogFormat } from '../LogFormat';
import { readCell } from '../payload/readCell';
import { readInstant } from '../rows/readInstant';
import { readTable } from '../rows/readTable';

const rowSchema = z.record(z.string(), z.unknown());
type Row = z.output<typeof rowSchema>;

/** Fields that take a number of one column. */
const NUMBER_FIELDS = ['row', 'statusCode', 'durationMs'] as const;
/** Fields that take a text of one column, also where it looks like a number: `1.0`. */
const TEXT_FIELDS = [
  'version',
  'environment',
  'errorType',
  'requestId',
] as const;
const FIELDS = [...NUMBER_FIELDS, ...TEXT_FIELDS];

/** Any table, by a mapping of its columns; each row is a prediction. */
export const table: LogFormat = {
  missing: ({ mapping, version, environment }) =>
    [...FIELDS, 'errorMessage' as const]
      .filter(field => field !== 'row' && !mapping?.[field])
      .filter(field => field !== 'version' || !version)
      .filter(field => field !== 'environment' || !environment),
  async *read(file, { mapping }) {
    if (!mapping) {
      throw new InputError(
        'query.mapping is missing: say which columns of the table hold what',
      );
    }
    for await (const source of readTable(file)) {
      yield isRejection(source)
        ? source
        : {
            line: source.line,
            ...toItem(source.value, mapping, file.contentType === 'text/csv'),
          };
    }
  },
};

function toItem(
  value: unknown,
  mapping: ParsedColumnMapping,
  isText: boolean,
): { json: object } | Rejection {
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) {
    return { reason: 'the row is not a JSON object' };
  }
  const absent = columnsOf(mapping).filter(
    column => isText && !Object.hasOwn(parsed.data, column),
  );
  if (absent.length > 0) {
    return { reason: explainAbsent([...new Set(absent)]) };
  }
  const row = isText ? readCells(parsed.data, mapping) : parsed.data;
  const time = readInstant(row[mapping.time], mapping.timeUnit);
  if (time === undefined) {
    return { reason: `column '${mapping.time}' is not a time` };
  }
  const year = new Date(time).getUTCFullYear();
  if (isNumber(row[mapping.time]) && !isYearOfRecords(year)) {
    return {
      reason: `column '${mapping.time}' has times of the year ${year}, read as numbers in ${mapping.timeUnit}: give the mapping the timeUnit that they are in, s, ms, us or ns`,
    };
  }
  return {
    json: {
      ...readFields(NUMBER_FIELDS, mapping, column => plain(row[column])),
      ...readTexts(parsed.data, mapping),
      id: readId(row, mapping),
      time,
      inputs: pick(row, mapping.inputs ?? unmapped(row, mapping)),
      outputs: pick(row, mapping.outputs),
      ...readTarget(row, mapping),
    },
  };
}

function isNumber(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    (typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value))
  );
}

/** In another unit a time of today is one of 1970, or of thousands of years to come. */
function isYearOfRecords(year: number): boolean {
  return year >= 1980 && year < 2200;
}

function explainAbsent(columns: readonly string[]): string {
  const named = columns.map(column => `'${column}'`).join(', ');
  return columns.length === 1
    ? `the file has no column ${named}`
    : `the file has no columns ${named}`;
}

/** @returns the fields whose columns have a value in the row */
function readFields(
  fields: readonly ((typeof FIELDS)[number] | 'errorMessage')[],
  mapping: ParsedColumnMapping,
  valueOf: (column: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field): Array<[string, unknown]> => {
      const column = mapping[field];
      const value = column === undefined ? undefined : valueOf(column);
      return value === undefined || value === null ? [] : [[field, value]];
    }),
  );
}

/** @param source - the row as the file has it: `1.0` and `1` are two versions */
function readTexts(source: Row, mapping: ParsedColumnMapping): object {
  const { errorMessage: message, ...texts } = readFields(
    [...TEXT_FIELDS, 'errorMessage'],
    mapping,
    column => plainText(source[column]),
  );
  return {
    ...texts,
    ...(message === undefined ? {} : { exception: { message } }),
  };
}

function readTarget(row: Row, mapping: ParsedColumnMapping): object {
  const target = pick(row, mapping.target);
  const isKnown = Object.values(target).some(
    value => value !== undefined && value !== null,
  );
  return isKnown
    ? {
        target,
        observedAt: readInstant(
          mapping.observedAt && row[mapping.observedAt],
          mapping.timeUnit,
        ),
      }
    : {};
}

/** Without an id, rows that are the same are the same. */
function readId(row: Row, { id }: ParsedColumnMapping): string {
  const own = id === undefined ? undefined : plainId(row[id]);
  return own === undefined || own === null || own === ''
    ? createHash('sha256')
        .update(JSON.stringify(plain(row)))
        .digest('hex')
    : String(own);
}

function pick(
  row: Row,
  columns: ParsedColumnMapping['outputs'],
): Record<string, unknown> {
  const pairs = Array.isArray(columns)
    ? columns.map(column => [column, column])
    : Object.entries(columns);
  return Object.fromEntries(
    pairs.map(([name, column]) => [name, plain(row[column])]),
  );
}

function unmapped(row: Row, mapping: ParsedColumnMapping): string[] {
  const mapped = columnsOf(mapping);
  return Object.keys(row).filter(column => !mapped.includes(column));
}

/** All columns that are named, whatever for. */
function columnsOf(mapping: ParsedColumnMapping): string[] {
  const {
    inputs = [],
    outputs,
    target,
    id,
    time,
    errorMessage,
    observedAt,
  } = mapping;
  return [
    ...[id, time, errorMessage, observedAt, ...FIELDS.map(it => mapping[it])],
    ...[inputs, outputs, target].flatMap(columns => Object.values(columns)),
  ].flatMap(column => column ?? []);
}

function readCells(row: Row, { id, text }: ParsedColumnMapping): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [
      column,
      typeof cell !== 'string' || column === id || text.includes(column)
        ? cell
        : readCell(cell),
    ]),
  );
}

/** Of 64 bits a number would lose the last digits, and two ids become one. */
function plainId(value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : plain(value);
}

/** @returns what is neither a text nor like one as it is: a record does not take it */
function plainText(value: unknown): unknown {
  const id = plainId(value);
  if (id === null || typeof id === 'object') return id ?? undefined;
  return String(id ?? '').trim() || undefined;
}

/** Parquet has values that JSON has no word for. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('base64');
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, plain(each)]),
      )
    : value;
}
