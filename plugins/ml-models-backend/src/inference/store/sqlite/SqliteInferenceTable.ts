import { Knex } from 'knex';
import { NewInference } from '../InferenceRow';
import { InferenceTable } from '../InferenceTable';
import { insertPrepared } from './insertPrepared';

/** One table for all days, of which retention deletes rows. */
export class SqliteInferenceTable implements InferenceTable {
  async makeRoom(): Promise<void> {}

  insert(
    trx: Knex.Transaction,
    records: readonly NewInference[],
  ): Promise<readonly NewInference[]> {
    return insertPrepared(trx, records);
  }

  async dropDays(): Promise<void> {}
}
