import { Knex } from 'knex';
import { NewInference, PredictionOf } from './InferenceRow';

export interface DropDaysOptions {
  /** Days before it, since the epoch. */
  beforeDay: number;
  /** @returns keys of the models that want a day no more */
  expiredBy(day: number): readonly number[];
  signal?: AbortSignal;
}

export interface PreparedInsert {
  /**
   * Inserts the records that are not there yet.
   *
   * @returns those that were inserted
   */
  run(
    trx: Knex.Transaction,
    predictionOf: PredictionOf,
  ): Promise<readonly NewInference[]>;
}

/** What databases do differently with `inference_records`. */
export interface InferenceTable {
  /** Whether transactions that write follow one another, also in other processes. */
  readonly seesAllWrites: boolean;
  /** Makes room for records of these days, since the epoch. */
  makeRoom(days: Iterable<number>): Promise<void>;
  /**
   * Does what can be done before a transaction is begun.
   *
   * @param records - with different keys, in an order that all writers have, so that
   *   two with the same ones never wait for each other
   */
  prepareInsert(records: readonly NewInference[]): PreparedInsert;
  /** Drops days that no model wants, where that is cheaper than to delete rows. */
  dropDays(options: DropDaysOptions): Promise<void>;
}
