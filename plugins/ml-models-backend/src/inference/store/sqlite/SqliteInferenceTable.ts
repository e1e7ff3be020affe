import { NewInference } from '../InferenceRow';
import { InferenceTable, PreparedInsert } from '../InferenceTable';
import { prepareRows } from './prepareRows';

/** One table for all days, of which retention deletes rows. */
export class SqliteInferenceTable implements InferenceTable {
  readonly seesAllWrites = true;

  async makeRoom(): Promise<void> {}

  prepareInsert(records: readonly NewInference[]): Promise<PreparedInsert> {
    return prepareRows(records);
  }

  async dropDays(): Promise<void> {}
}
