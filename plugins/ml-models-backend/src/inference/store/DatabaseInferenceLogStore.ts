import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ExceptionPage,
  InferenceNeighbours,
  InferencePage,
  ParsedInferenceQuery,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  CountQuery,
  ExpiryOptions,
  FirstRecordsQuery,
  FoundPairs,
  InferenceBatch,
  InferenceCounts,
  InferenceLogStore,
  InferenceProfiler,
  PairQuery,
  RecordKey,
  StoredInference,
  SubjectCounts,
  SubjectQuery,
  WrittenBatch,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { dayOf } from '../eventTime';
import { ModelKeys } from '../ModelKeys';
import { deleteExpired } from './deleteExpired';
import { InferenceTable } from './InferenceTable';
import { JOINED_PER_TRANSACTION, joinFeedback } from './joinFeedback';
import { openInferenceTable } from './openInferenceTable';
import { FeedbackKey, findPendingKeys } from './pendingFeedback';
import { countRows } from './read/countRows';
import { findNeighbours } from './read/findNeighbours';
import { findRecord } from './read/findRecord';
import { groupExceptions } from './read/groupExceptions';
import { listPairs } from './read/listPairs';
import { readFirstRecords } from './read/readFirstRecords';
import { searchInferences, SearchedModel } from './read/searchInferences';
import { Segments } from './Segments';
import { deleteSubject } from './subjects/deleteSubject';
import { writeBatch } from './writeBatch';

export interface DatabaseInferenceLogStoreOptions {
  /** The plugin's own: profiles are counted in the transactions that store. */
  knex: Knex;
  modelKeys: ModelKeys;
  logger: LoggerService;
}

/** The inference log in the plugin's database, SQLite or PostgreSQL. */
export class DatabaseInferenceLogStore implements InferenceLogStore {
  private readonly segments = new Segments();
  private readonly table: InferenceTable;

  constructor(private readonly options: DatabaseInferenceLogStoreOptions) {
    this.table = openInferenceTable(options.knex);
  }

  async write(
    batch: InferenceBatch,
    profiler: InferenceProfiler,
  ): Promise<WrittenBatch> {
    const { knex } = this.options;
    const modelKeyOf = await this.findModelKeys(batch);
    await this.segments.note(knex, batch.inferences, modelKeyOf);
    await this.table.makeRoom(
      new Set(batch.inferences.map(({ timeMs }) => dayOf(timeMs))),
    );
    const { touched, known } = await writeBatch(
      { table: this.table, profiler, modelKeyOf },
      batch,
    );
    await this.join(touched, profiler);
    return { known };
  }

  joinFeedback(profiler: InferenceProfiler): Promise<number> {
    return joinFeedback(profiler);
  }

  async search(
    modelRef: string,
    query: ParsedInferenceQuery,
  ): Promise<InferencePage> {
    const model = await this.findModel(modelRef);
    return model ? searchInferences(model, query) : { items: [] };
  }

  async count(modelRef: string, query: CountQuery): Promise<InferenceCounts> {
    const model = await this.findModel(modelRef);
    return model ? countRows(model, query) : { buckets: [] };
  }

  async groupExceptions(
    modelRef: string,
    query: ParsedInferenceQuery,
  ): Promise<ExceptionPage> {
    const model = await this.findModel(modelRef);
    return model
      ? groupExceptions(model, query)
      : { items: [], furtherGroups: 0 };
  }

  async findRecord(
    modelRef: string,
    key: RecordKey,
  ): Promise<StoredInference | undefined> {
    const model = await this.findModel(modelRef);
    return model && findRecord(model, key);
  }

  async findNeighbours(
    modelRef: string,
    key: RecordKey,
  ): Promise<InferenceNeighbours | undefined> {
    const model = await this.findModel(modelRef);
    return model && findNeighbours(model, key);
  }

  listFirst(query: FirstRecordsQuery): Promise<ReferenceRow[]> {
    return readFirstRecords(this.options.knex, query);
  }

  async listPairs({ modelRef, ...query }: PairQuery): Promise<FoundPairs> {
    const model = await this.findModel(modelRef);
    return model ? listPairs(model, query) : { copies: 0, pairs: [] };
  }

  async deleteSubject({
    modelRef,
    ...query
  }: SubjectQuery): Promise<SubjectCounts> {
    const model = await this.findModel(modelRef);
    return model
      ? deleteSubject(model, query)
      : { records: 0, waitingFeedback: 0 };
  }

  deleteExpired(options: ExpiryOptions): Promise<void> {
    const { knex } = this.options;
    return deleteExpired({ knex, table: this.table }, options);
  }

  private async findModel(
    modelRef: string,
  ): Promise<{ knex: Knex; model: SearchedModel } | undefined> {
    const { knex, modelKeys } = this.options;
    const found = await modelKeys.find(knex, modelRef);
    return found && { knex, model: { modelRef, modelKey: found.modelKey } };
  }

  private async findModelKeys({ inferences, feedback }: InferenceBatch) {
    const { knex, modelKeys } = this.options;
    const modelRefs = new Set(
      [...inferences, ...feedback].map(({ modelRef }) => modelRef),
    );
    const keys = new Map<string, number>();
    for (const modelRef of modelRefs) {
      const { modelKey } = await modelKeys.findOrCreate(knex, modelRef);
      keys.set(modelRef, modelKey);
    }
    return (modelRef: string) => {
      const modelKey = keys.get(modelRef);
      if (modelKey === undefined) {
        throw new Error(`No key was made for ${modelRef}`);
      }
      return modelKey;
    };
  }

  private async join(
    touched: FeedbackKey[],
    profiler: InferenceProfiler,
  ): Promise<void> {
    const { knex, logger } = this.options;
    try {
      const keys = this.table.seesAllWrites
        ? touched
        : await findPendingKeys(knex, touched);
      for (let i = 0; i < keys.length; i += JOINED_PER_TRANSACTION) {
        await joinFeedback(profiler, keys.slice(i, i + JOINED_PER_TRANSACTION));
      }
    } catch (error) {
      // All is durable; the scheduled task joins what was left.
      logger.warn('Joining feedback failed, it is tried again later', {
        error: String(error),
      });
    }
  }
}
