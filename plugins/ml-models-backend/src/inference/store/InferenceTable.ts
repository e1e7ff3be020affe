import { Knex } from 'knex';
import { NewInferenceRow } from './InferenceRow';

export type InsertedKey = Pick<
  NewInferenceRow,
  'model_key' | 'inference_id' | 'row_index'
>;

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
   * Inserts the rows that are not there yet.
   *
   * @param rows - with different keys, in an order that all writers have, so that
   *   two with the same records never wait for each other
   * @returns the keys of the rows that were inserted
   */
  insert(
    trx: Knex.Transaction,
    rows: readonly NewInferenceRow[],
  ): Promise<InsertedKey[]>;
  /** Drops days that no model wants, where that is cheaper than to delete rows. */
  dropDays(options: DropDaysOptions): Promise<void>;
}
