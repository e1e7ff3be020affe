import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { Inference } from './Inference';

/** What of a stored inference decides where its outcome is counted. */
export type OutcomePlace = Pick<
  Inference,
  'modelRef' | 'environment' | 'version' | 'traffic' | 'replay' | 'timeMs'
>;

export interface OutcomeChange {
  inference: OutcomePlace;
  /** The outputs, or as much of them as was kept. */
  prediction: NamedValues;
  target: NamedValues;
  /** Absent where they were not kept. */
  inputs?: NamedValues;
  /** What a former outcome of the inference had added; it is taken out again. */
  formerContribution?: string;
}

export interface InferenceSums {
  /** Counts what was summed up, none of which may have been stored before. */
  add(): Promise<void>;
}

/** Adds to profiles within one transaction. */
export interface ProfilingSession {
  /** @returns the outputs that an outcome is compared with */
  predictionOf(inference: Inference): NamedValues;
  /**
   * Sums inferences up in memory, which a store can have done while its database
   * is at work.
   */
  sumUp(inferences: readonly Inference[]): InferenceSums;
  /**
   * Counts outcomes, each in the window of its inference.
   *
   * @returns for each what it has added, to be handed in with the next change;
   *   undefined where it cannot be compared
   */
  countOutcomes(
    changes: readonly OutcomeChange[],
  ): Promise<(string | undefined)[]>;
}

/** Counts what an inference log stores, as it is stored. */
export interface InferenceProfiler {
  /**
   * Runs work in a transaction on the plugin's database, where the profiles are.
   * What has to come about with the counts, or not at all, is kept in it too. Few
   * at a time: the next waits for one to end, so none is begun within another.
   * Work may be run again, once what it did in its transaction is rolled back.
   *
   * @returns what the work returns, once it is committed
   * @throws what the work throws, once everything is rolled back
   */
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  /** @param versions - of all inferences that the session will be told of */
  begin(
    trx: Knex.Transaction,
    versions: readonly Pick<Inference, 'modelRef' | 'version'>[],
  ): Promise<ProfilingSession>;
}
