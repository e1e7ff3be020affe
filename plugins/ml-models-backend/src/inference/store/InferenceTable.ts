import { ProfilingSession } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { NewInference } from './InferenceRow';

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
   * @param session - which knows what is kept of outputs; may still be beginning
   * @returns those that were inserted
   */
  run(
    trx: Knex.Transaction,
    session: Promise<Pick<ProfilingSession, 'predictionOf'>>,
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
  prepareInsert(records: readonly NewInference[]): Promise<PreparedInsert>;
  /** Drops days that no model wants, where that is cheaper than to delete rows. */
  dropDays(options: DropDaysOptions): Promise<void>;
}
