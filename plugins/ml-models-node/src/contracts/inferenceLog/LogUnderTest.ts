import {
  InferenceQuery,
  inferenceQuerySchema,
  InferenceRecord,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { FLIGHT_DELAY } from '../../inMemory/inferenceLog/anInference';
import { Feedback, Inference } from '../../inference/Inference';
import {
  InferenceLogStore,
  WrittenBatch,
} from '../../inference/InferenceLogStore';
import { CountingProfiler, nameOf } from './CountingProfiler';

/** A log under test, and what the contract needs around it. */
export interface InferenceLogHarness {
  /** Has no records. */
  store: InferenceLogStore;
  /** @returns the same log as another replica of the backend has it */
  anotherStore(): InferenceLogStore;
  /** An SQL database that stands for the plugin's own; a table is made in it. */
  knex: Knex;
  /**
   * The log is in another database, so that records of a transaction that failed
   * may be seen until they are sent again. Default: false.
   */
  leavesTorn?: boolean;
  /** Called after each case. */
  close?(): Promise<void>;
}

/** A log, and a profiler that tells what it was told. */
export class LogUnderTest {
  private constructor(
    readonly harness: InferenceLogHarness,
    readonly profiler: CountingProfiler,
  ) {}

  static async open(harness: InferenceLogHarness): Promise<LogUnderTest> {
    const profiler = await CountingProfiler.create(harness.knex);
    return new LogUnderTest(harness, profiler);
  }

  get store(): InferenceLogStore {
    return this.harness.store;
  }

  write(
    inferences: readonly Inference[],
    feedback: readonly Feedback[] = [],
  ): Promise<WrittenBatch> {
    return this.store.write({ inferences, feedback }, this.profiler);
  }

  /** @returns a way to write from another backend */
  anotherWriter(): LogUnderTest['write'] {
    const store = this.harness.anotherStore();
    const profiler = this.profiler.another();
    return (inferences, feedback = []) =>
      store.write({ inferences, feedback }, profiler);
  }

  /** Ends with nothing left to join, as the scheduled task does. */
  async joinAll(): Promise<void> {
    while ((await this.store.joinFeedback(this.profiler)) > 0);
  }

  /** @returns all that is found, page by page */
  async find(
    query: InferenceQuery = {},
    modelRef = FLIGHT_DELAY,
  ): Promise<InferenceRecord[]> {
    const found: InferenceRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.store.search(
        modelRef,
        inferenceQuerySchema.parse({ limit: 500, ...query, cursor }),
      );
      found.push(...page.items);
      if (cursor !== undefined && cursor === page.nextCursor) {
        throw new Error(`The page behind ${cursor} leads to itself`);
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return found;
  }

  /** @returns keys of the records that are there, newest first */
  async findKeys(query?: InferenceQuery, modelRef?: string): Promise<string[]> {
    const found = await this.find(query, modelRef);
    return found.map(({ id, ...rest }) => nameOf({ inferenceId: id, ...rest }));
  }
}

/** What is to be counted of inferences, each once. */
export function onceEach(inferences: readonly Inference[]) {
  return Object.fromEntries(inferences.map(it => [nameOf(it), 1]));
}

export const namesOf = (inferences: readonly Inference[]) =>
  inferences.map(nameOf);
