import { Knex } from 'knex';
import { InferenceProfiler } from '../../inference/InferenceProfiler';
import { VersionKey } from '../baseline/baselines';
import { DatabaseProfilingSession } from './DatabaseProfilingSession';
import { ProfilingKnowledge } from './ProfilingKnowledge';
import { SliceSource } from './SliceSource';

export interface DatabaseInferenceProfilerOptions {
  /** Names this boot of this backend: nobody else writes to its rows. */
  writer: string;
  /** Default: no model is sliced. */
  slices?: SliceSource;
  nowMs(): number;
}

/** Counts inference records and outcomes into profiles as they are stored. */
export class DatabaseInferenceProfiler implements InferenceProfiler {
  private readonly knowledge = new ProfilingKnowledge();

  constructor(private readonly options: DatabaseInferenceProfilerOptions) {}

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
