import { Knex } from 'knex';
import { InferenceProfiler } from '@noshelfware/backstage-plugin-ml-models-node';
import { VersionKey } from '../baseline/baselines';
import { DatabaseProfilingSession } from './DatabaseProfilingSession';
import { ProfilingKnowledge } from './ProfilingKnowledge';
import { SliceSource } from './SliceSource';
import { WriterNames } from './WriterNames';

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
  private readonly nameOf = new WeakMap<Knex.Transaction, string>();

  constructor(private readonly options: DatabaseInferenceProfilerOptions) {
    this.names = new WriterNames(options.writers);
  }

  /**
   * Race prevented: two transactions of one writer that both begin the row of a
   * window, of which the second would overwrite what the first has counted.
   */
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
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
    const slicesByModel = await this.findSlices(versions);
    return new DatabaseProfilingSession({
      trx,
      writer,
      nowMs: this.options.nowMs(),
      rulesOf: await this.knowledge.load(trx, versions, slicesByModel),
    });
  }

  private async findSlices(
    versions: readonly VersionKey[],
  ): Promise<Map<string, readonly string[]>> {
    const { slices } = this.options;
    const found = new Map<string, readonly string[]>();
    for (const modelRef of new Set(versions.map(it => it.modelRef))) {
      if (slices) found.set(modelRef, await slices.find(modelRef));
    }
    return found;
  }
}
