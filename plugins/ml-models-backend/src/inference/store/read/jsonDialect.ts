import { InputError } from '@backstage/errors';
import { Knex } from 'knex';

export type JsonKind = 'number' | 'text' | 'boolean';

/** Where a value may stand in a JSON column; every `?` stands for `binding`. */
export interface JsonPlace {
  binding: string | string[];
  /** SQL with two `?`; null for a value that is missing or of another kind. */
  valueAs(kind: JsonKind, column: string): string;
  /** SQL with one `?`. */
  isMissing(column: string): string;
}

/** How a database looks into a JSON column. */
interface JsonDialect {
  /** The value of this name. */
  named(name: string): JsonPlace;
  /** The value below others: names in maps, positions in lists. */
  below(path: string[]): JsonPlace;
}

const POSITION = /^\d+$/;

function postgresPlace(
  binding: JsonPlace['binding'],
  get: (column: string) => string,
  getText: (column: string) => string,
): JsonPlace {
  return {
    binding,
    isMissing: column => `(${get(column)}) IS NULL`,
    valueAs: (kind, column) => {
      const type = `jsonb_typeof(${get(column)})`;
      const text = getText(column);
      switch (kind) {
        case 'number':
          return `CASE ${type} WHEN 'number' THEN (${text})::float8 END`;
        case 'boolean':
          return `CASE ${type} WHEN 'boolean' THEN ${text} END`;
        default:
          return `CASE ${type} WHEN 'string' THEN ${text} END COLLATE "C"`;
      }
    },
  };
}

const POSTGRES: JsonDialect = {
  named: name =>
    postgresPlace(
      name,
      column => `${column} -> ?`,
      column => `${column} ->> ?`,
    ),
  below: path =>
    postgresPlace(
      path,
      column => `${column} #> ?::text[]`,
      column => `${column} #>> ?::text[]`,
    ),
};

/** https://www.sqlite.org/json1.html */
function sqlitePlace(path: string): JsonPlace {
  return {
    binding: `$${path}`,
    isMissing: column => `json_type(${column}, ?) IS NULL`,
    valueAs: (kind, column) => {
      switch (kind) {
        case 'number':
          return `CASE WHEN json_type(${column}, ?) IN ('integer', 'real') THEN json_extract(${column}, ?) END`;
        case 'boolean':
          return `CASE WHEN json_type(${column}, ?) IN ('true', 'false') THEN json_type(${column}, ?) END`;
        default:
          return `CASE json_type(${column}, ?) WHEN 'text' THEN json_extract(${column}, ?) END`;
      }
    },
  };
}

function quoted(name: string): string {
  if (name.includes('"')) {
    throw new InputError(
      `Features with a double quote in their name cannot be compared: ${name}`,
    );
  }
  return `."${name}"`;
}

const SQLITE: JsonDialect = {
  named: name => sqlitePlace(quoted(name)),
  below: path =>
    sqlitePlace(
      path.map(key => (POSITION.test(key) ? `[${key}]` : quoted(key))).join(''),
    ),
};

/**
 * @returns where a feature may stand: under its own name, and below others where
 *   its name is a path, as features of maps and lists are called
 */
export function findJsonPlaces(
  query: Knex.QueryBuilder,
  name: string,
): JsonPlace[] {
  const dialect = query.client.dialect === 'sqlite3' ? SQLITE : POSTGRES;
  const path = name.split('.');
  return path.length > 1
    ? [dialect.named(name), dialect.below(path)]
    : [dialect.named(name)];
}
