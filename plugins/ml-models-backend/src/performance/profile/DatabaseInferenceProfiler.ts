import { Knex } from 'knex';
import { InferenceProfiler } from '../../inference/InferenceProfiler';
import { VersionKey } from '../baseline/baselines';
import { DatabaseProfilingSession } from './DatabaseProfilingSession';
import { ProfilingKnowledge } from './ProfilingKnowledge';

export interface DatabaseInferenceProfilerOptions {
  /** Names this boot of this backend: nobody else writes to its rows. */
  writer: string;
  nowMs(): number;
}

/** Counts inference records and outcomes into profiles as they are stored. */
export class DatabaseInferenceProfiler implements InferenceProfiler {
  private readonly knowledge = new ProfilingKnowledge();

  constructor(private readonly options: DatabaseInferenceProfilerOptions) {}

  async begin(trx: Knex.Transaction, versions: readonly VersionKey[]) {
    return new DatabaseProfilingSession({
      trx,
      writer: this.options.writer,
      nowMs: this.options.nowMs(),
      rulesOf: await this.knowledge.load(trx, versions),
    });
  }
}
