import { Knex } from 'knex';
import { NewInferenceRow } from '../InferenceRow';
import { InferenceTable, InsertedKey } from '../InferenceTable';
import { insertPrepared } from './insertPrepared';

/** One table for all days, of which retention deletes rows. */
export class SqliteInferenceTable implements InferenceTable {
  async makeRoom(): Promise<void> {}

  insert(
    trx: Knex.Transaction,
    rows: readonly NewInferenceRow[],
  ): Promise<InsertedKey[]> {
    return insertPrepared(trx, rows);
  }

  async dropDays(): Promise<void> {}
}
