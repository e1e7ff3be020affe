import { Knex } from 'knex';
import { NewInference } from '../InferenceRow';
import {
  DropDaysOptions,
  InferenceTable,
  PreparedInsert,
} from '../InferenceTable';
import { CopyInsert } from './CopyInsert';
import { createPartition, findMissingDays } from './createPartition';
import { dropPartition, listPartitionDays } from './dropPartition';

/** One partition for each day (UTC) that has records. */
export class PostgresInferenceTable implements InferenceTable {
  readonly seesAllWrites = false;
  private readonly insert = new CopyInsert();

  constructor(private readonly knex: Knex) {}

  async makeRoom(days: Iterable<number>): Promise<void> {
    for (const day of await findMissingDays(this.knex, [...days])) {
      await createPartition(this.knex, day);
    }
  }

  async prepareInsert(
    records: readonly NewInference[],
  ): Promise<PreparedInsert> {
    return {
      run: async (trx, session) =>
        this.insert.run(trx, records, (await session).predictionOf),
    };
  }

  async dropDays(options: DropDaysOptions): Promise<void> {
    const { beforeDay, expiredBy, signal } = options;
    for (const day of await listPartitionDays(this.knex)) {
      if (signal?.aborted) return;
      if (day < beforeDay) {
        await dropPartition(this.knex, day, expiredBy(day));
      }
    }
  }
}
