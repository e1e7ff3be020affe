import { Knex } from 'knex';
import { isSqlite } from '../../database';
import { InferenceTable } from './InferenceTable';
import { PostgresInferenceTable } from './postgres/PostgresInferenceTable';
import { SqliteInferenceTable } from './sqlite/SqliteInferenceTable';

export function openInferenceTable(knex: Knex): InferenceTable {
  return isSqlite(knex)
    ? new SqliteInferenceTable()
    : new PostgresInferenceTable(knex);
}
