import { Knex } from 'knex';
import { InferenceProfiler } from '@noshelfware/backstage-plugin-ml-models-node';
import { VersionKey } from '../baseline/baselines';
import { DatabaseProfilingSession } from './DatabaseProfilingSession';
import { ProfilingKnowledge } from './ProfilingKnowledge';
import { SliceSource } from './SliceSource';

export interface DatabaseInferenceProfilerOptions {
  knex: Knex;
  /** Names this boot of this backend: nobody else writes to its rows. */
  writer: string;
  /** Default: no model is sliced. */
  slices?: SliceSource;
  nowMs(): number;
}

/** Counts inference records and outcomes into profiles as they are stored. */
export class DatabaseInferenceProfiler implements InferenceProfiler {
  private readonly knowledge = new ProfilingKnowledge();
  private lastTransaction: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: DatabaseInferenceProfilerOptions) {}

  /**
   * Race prevented: two transactions of one writer that both begin the row of a
   * window, of which the second would overwrite what the first has counted.
   */
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    const { knex } = this.options;
    const turn = this.lastTransaction.then(() => knex.transaction(work));
    // Whoever asked for it is told that it failed; the next one only waits.
    this.lastTransaction = turn.catch(() => undefined);
    return turn;
  }

  async begin(trx: Knex.Transaction, versions: readonly VersionKey[]) {
    const slicesByModel = await this.findSlices(versions);
    return new DatabaseProfilingSession({
      trx,
      writer: this.options.writer,
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
