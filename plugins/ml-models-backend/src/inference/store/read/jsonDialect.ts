import { InputError } from '@backstage/errors';
import { Knex } from 'knex';

export type JsonKind = 'number' | 'text' | 'boolean';

/** How a database looks into a JSON column; every `?` stands for the value's name. */
export interface JsonDialect {
  bindName(name: string): string;
  /** SQL with two `?`; null for a value that is missing or of another kind. */
  valueAs(kind: JsonKind, column: string): string;
  /** SQL with one `?`. */
  isMissing(column: string): string;
}

const POSTGRES: JsonDialect = {
  bindName: name => name,
  isMissing: column => `(${column} -> ?) IS NULL`,
  valueAs: (kind, column) => {
    switch (kind) {
      case 'number':
        return `CASE jsonb_typeof(${column} -> ?) WHEN 'number' THEN (${column} ->> ?)::float8 END`;
      case 'boolean':
        return `CASE jsonb_typeof(${column} -> ?) WHEN 'boolean' THEN ${column} ->> ? END`;
      default:
        return `CASE jsonb_typeof(${column} -> ?) WHEN 'string' THEN ${column} ->> ? END COLLATE "C"`;
    }
  },
};

/** https://www.sqlite.org/json1.html */
const SQLITE: JsonDialect = {
  bindName: name => {
    if (name.includes('"')) {
      throw new InputError(
        `Features with a double quote in their name cannot be compared: ${name}`,
      );
    }
    return `$."${name}"`;
  },
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

export function findJsonDialect(query: Knex.QueryBuilder): JsonDialect {
  return String(query.client.config.client).includes('sqlite')
    ? SQLITE
    : POSTGRES;
}
