import {
  ExceptionPage,
  InferenceDetail,
  InferenceNeighbours,
  InferencePage,
  NamedValues,
  ParsedInferenceQuery,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference, InferenceBatch, RecordKey } from './Inference';
import { InferenceProfiler } from './InferenceProfiler';

/**
 * Which records are meant; what is left out restricts nothing. `from` counts in,
 * `until` does not. `id` is an inference id in any case of letters, or a request
 * id. `text` stands in the message of the exception, in any case of letters. All
 * `features` compare as asked: a value by its recorded type (a number with the
 * operand as a number, text by code points, a boolean with `true` and `false`),
 * a missing one with nothing; more and less than a number are numbers alone.
 */
export type InferenceFilter = Omit<ParsedInferenceQuery, 'cursor' | 'limit'>;

/** One record in full, but for what the log does not know. */
export type StoredInference = Omit<InferenceDetail, 'deployment'>;

/** A filter with both ends. */
export interface CountQuery extends InferenceFilter {
  from: string;
  until: string;
  /** Length of a bucket; each begins at a multiple of it since the epoch. */
  bucketMs: number;
}

export interface CountedBucket {
  startMs: number;
  ok: number;
  /** Of `ok`, those imported from a log that has no failures in it: see `tellsFailures`. */
  failuresUntold: number;
  invalidRequests: number;
  errors: number;
}

export interface InferenceCounts {
  /**
   * Those with a record in them, in any order; `startMs` since the epoch. Counts
   * with one start add up. Of what failed, `isInvalidRequest` tells the caller's
   * mistakes from errors.
   */
  buckets: CountedBucket[];
  /** ISO 8601. Set where not all records were looked at: none older was counted. */
  searchedUntil?: string;
}

/** What became of a batch. */
export interface WrittenBatch {
  /** Those of its inferences, the objects themselves, that were not new. */
  known: ReadonlySet<Inference>;
}

export interface FirstRecordsQuery {
  modelRef: string;
  version: number;
  /** None of the version's records is older: milliseconds since the epoch. */
  sinceMs: number;
  limit: number;
}

export interface PairQuery {
  modelRef: string;
  environment: string;
  /** The version that was given copies of requests. */
  shadow: number;
  /** The version whose answers callers got. */
  primary: number;
  /** No copy is older: milliseconds since the epoch. */
  sinceMs: number;
  /** Records of copies that are looked at. */
  limit: number;
}

/** What is compared of a record. */
export interface PairedRecord extends RecordKey {
  failed: boolean;
  /** Undefined: its body was not kept. */
  outputs: NamedValues | undefined;
}

/** Records of one request: the same row of it, answered by two versions. */
export interface RecordPair {
  shadow: PairedRecord;
  primary: PairedRecord;
}

export interface FoundPairs {
  /** The newest copy first. */
  pairs: RecordPair[];
  /** Records of copies that were looked at, whether they were paired or not. */
  copies: number;
}

/** A person, or whatever else a value stands for. */
export interface InferenceSubject {
  /** Where the value is looked for. */
  readonly section: 'inputs' | 'outputs' | 'target';
  /** Whether the values of a section have it. */
  isIn(values: NamedValues): boolean;
  /**
   * Texts of which one stands in the JSON of every section that has the value, to
   * leave out others early; undefined when it may be written in several ways.
   */
  needles(): string[] | undefined;
  /** @returns a text of an exception without the value */
  hideIn(text: string): string;
}

export interface SubjectQuery {
  modelRef: string;
  subject: InferenceSubject;
  /** Counts what would be deleted, and deletes nothing. */
  dryRun: boolean;
}

export interface SubjectCounts {
  /** Inferences with the subject in them, their outcomes included. */
  records: number;
  /** Outcomes with it whose inference has not come. */
  waitingFeedback: number;
}

export interface ExpiryOptions {
  /**
   * @returns milliseconds since the epoch: nothing that happened from then on is
   *   deleted; undefined: nothing of the model is
   */
  keptSinceMs(modelRef: string): Promise<number | undefined>;
  signal?: AbortSignal;
}

/**
 * Keeps inference records, their outcomes, and outcomes that wait for their
 * inference. What is counted of them (profiles, quality, completeness) stays in
 * the plugin's database.
 *
 * **Exactly once in effect.** Senders repeat what they got no answer to, several
 * backends may write the same at once, and each of them may die at any point.
 * Still a record, known by (model, inference id, row), is stored, counted and
 * profiled once. So each record is counted in the very transaction that makes it
 * known: a store in the plugin's own database inserts the rows in it; a store
 * elsewhere keeps the keys it has taken in it, in a table of its own, and has
 * written the rows before it is committed. Since that write may outlive a
 * transaction that fails, it replaces what it left the time before.
 *
 * Methods may be called on any backend at any time. A model that is not known is
 * one without records. Pages are newest first: by inference id, then by row, both
 * descending; the order of ids, UUIDv7 of the event time, is that of time.
 *
 * `describeInferenceLogStore` of `/testUtils` is this contract as tests.
 */
export interface InferenceLogStore {
  /**
   * Stores what is new of a batch, and has it counted.
   *
   * In `profiler.transaction`: finds which records are new, of two with one key the
   * first; calls `count` with exactly those; keeps each with its body or, where
   * `keepsBody` is false, with `predictionOf` alone.
   *
   * Then joins outcomes to inferences, whichever came first: each is given to
   * `countOutcomes` in the transaction that notes it as joined, with what the
   * call before it for this record returned. Of two outcomes for one record the
   * one that was seen later stands, of two seen at once the one that came later.
   * Two backends that hold one half each must not both miss the other.
   *
   * @param batch - up to 2,000 records as a rule, of any models, days and order
   * @returns once all of it is durable: what was not new, as its senders may ask
   * @throws where not all of it could be stored; the sender repeats it
   */
  write(
    batch: InferenceBatch,
    profiler: InferenceProfiler,
  ): Promise<WrittenBatch>;
  /**
   * Joins outcomes that a crash, or an error while they were counted, has left.
   * Called every minute on one backend.
   *
   * @returns how many were joined; called again until it is 0
   */
  joinFeedback(profiler: InferenceProfiler): Promise<number>;

  /**
   * A page of records. May end early, also with none, after so many records were
   * looked at: then `searchedUntil` says how far back, and the cursor goes on.
   *
   * @returns a cursor exactly where there may be more
   * @throws InputError for a cursor of another kind, or a feature that cannot be
   *   compared
   */
  search(modelRef: string, query: ParsedInferenceQuery): Promise<InferencePage>;
  /** @throws InputError for a feature that cannot be compared */
  count(modelRef: string, query: CountQuery): Promise<InferenceCounts>;
  /**
   * Failures by error type, place and what `messagePatternOf` makes of the
   * message, the group that failed most recently first; at most 200. May end early
   * as `search`.
   *
   * @param query - its limit does not count
   * @throws InputError as `search`
   */
  groupExceptions(
    modelRef: string,
    query: ParsedInferenceQuery,
  ): Promise<ExceptionPage>;
  /** @returns undefined when there is no such record */
  findRecord(
    modelRef: string,
    key: RecordKey,
  ): Promise<StoredInference | undefined>;
  /**
   * What was answered around a record: three before it, three after it, and up to
   * 100 rows of its request, which are those of its inference id and those with
   * its request id within the same day (UTC).
   *
   * @returns undefined when there is no such record
   */
  findNeighbours(
    modelRef: string,
    key: RecordKey,
  ): Promise<InferenceNeighbours | undefined>;
  /** @returns the oldest records that did not fail and kept their body, oldest first */
  listFirst(query: FirstRecordsQuery): Promise<ReferenceRow[]>;
  /**
   * The newest records of a version's copies, as far as `limit` goes, each with that
   * of the request that it is a copy of: of the same gateway id and row, and
   * `primary` traffic of the other version. Called some times a minute while a
   * version is a shadow, so it looks at no more than a multiple of `limit`. Replays
   * are left out; what was recorded over a minute after its request may be.
   */
  listPairs(query: PairQuery): Promise<FoundPairs>;

  /**
   * Deletes all that is kept of a subject: records with their outcomes, and
   * outcomes that wait. Of a sampled-out record, what was kept of its outputs is
   * looked at. May be interrupted, and is then done again.
   *
   * The rows of a request may have one exception, which repeats values of any of
   * them: in those that are left of the same inference ids, the subject is hidden.
   *
   * @returns what was deleted, or would be
   */
  deleteSubject(query: SubjectQuery): Promise<SubjectCounts>;
  /**
   * Deletes what each model keeps no longer, outcomes that wait included: at the
   * latest once it is a day older than need be. Called every hour on one backend.
   */
  deleteExpired(options: ExpiryOptions): Promise<void>;
}
