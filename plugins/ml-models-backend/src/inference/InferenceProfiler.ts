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

/** Adds to profiles within one transaction of the inference log. */
export interface ProfilingSession {
  /** @returns the outputs that an outcome is compared with */
  predictionOf(inference: Inference): NamedValues;
  /** Counts inferences that this transaction has stored. */
  count(inferences: readonly Inference[]): Promise<void>;
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

export interface InferenceProfiler {
  /** @param versions - of all inferences that the session will be told of */
  begin(
    trx: Knex.Transaction,
    versions: readonly Pick<Inference, 'modelRef' | 'version'>[],
  ): Promise<ProfilingSession>;
}
