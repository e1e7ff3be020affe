import { Knex } from 'knex';
import { NewInference } from './InferenceRow';

export interface DropDaysOptions {
  /** Days before it, since the epoch. */
  beforeDay: number;
  /** @returns keys of the models that want a day no more */
  expiredBy(day: number): readonly number[];
  signal?: AbortSignal;
}

/** What databases do differently with `inference_records`. */
export interface InferenceTable {
  /** Makes room for records of these days, since the epoch. */
  makeRoom(days: Iterable<number>): Promise<void>;
  /**
   * Inserts the records that are not there yet.
   *
   * @param records - with different keys, in an order that all writers have, so that
   *   two with the same ones never wait for each other
   * @returns those that were inserted
   */
  insert(
    trx: Knex.Transaction,
    records: readonly NewInference[],
  ): Promise<readonly NewInference[]>;
  /** Drops days that no model wants, where that is cheaper than to delete rows. */
  dropDays(options: DropDaysOptions): Promise<void>;
}
