import { Knex } from 'knex';
import { InferenceProfiler } from '@noshelfware/backstage-plugin-ml-models-node';
import { VersionKey } from '../baseline/baselines';
import { DatabaseProfilingSession } from './DatabaseProfilingSession';
import { KnownSlices, SlicesUnknownError } from './KnownSlices';
import { ProfilingKnowledge } from './ProfilingKnowledge';
import { SliceSource } from './SliceSource';
import { distinctVersions } from './VersionMap';
import { WriterNames } from './WriterNames';

/** Once is enough, unless the work is about other models the next time. */
const ASKED_MAX = 5;

export interface DatabaseInferenceProfilerOptions {
  knex: Knex;
  /**
   * Names for this boot of this backend, one for each transaction that it may have
   * under way: nobody else writes to their rows.
   */
  writers: readonly string[];
  /** Default: no model is sliced. */
  slices?: SliceSource;
  nowMs(): number;
}

/** Counts inference records and outcomes into profiles as they are stored. */
export class DatabaseInferenceProfiler implements InferenceProfiler {
  private readonly knowledge = new ProfilingKnowledge();
  private readonly names: WriterNames;
  private readonly slices: KnownSlices;
  private readonly nameOf = new WeakMap<Knex.Transaction, string>();

  constructor(private readonly options: DatabaseInferenceProfilerOptions) {
    this.names = new WriterNames(options.writers);
    this.slices = new KnownSlices({
      source: options.slices,
      nowMs: options.nowMs,
    });
  }

  /**
   * Race prevented: two transactions of one writer that both begin the row of a
   * window, of which the second would overwrite what the first has counted.
   */
  async transaction<T>(
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    for (let asked = 0; ; asked += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        const isUnknown = error instanceof SlicesUnknownError;
        if (!isUnknown || asked >= ASKED_MAX) throw error;
        await this.slices.ask(error.modelRefs);
      }
    }
  }

  private attempt<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.names.lend(name =>
      this.options.knex.transaction(trx => {
        this.nameOf.set(trx, name);
        return work(trx);
      }),
    );
  }

  async begin(trx: Knex.Transaction, versions: readonly VersionKey[]) {
    const writer = this.nameOf.get(trx);
    if (writer === undefined) {
      throw new Error('The transaction is none of this profiler');
    }
    const distinct = distinctVersions(versions);
    const modelRefs = new Set(distinct.map(({ modelRef }) => modelRef));
    const slicesByModel = this.slices.get(modelRefs);
    return new DatabaseProfilingSession({
      trx,
      writer,
      nowMs: this.options.nowMs(),
      rulesOf: await this.knowledge.load(trx, distinct, slicesByModel),
    });
  }
}
