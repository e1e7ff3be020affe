import { EvaluationMetric } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import type { EvaluationSource } from '../performance/EvaluationSource';
import { findVersion } from './findVersions';
import { reportOf } from './VersionRow';

/** Tells what a version's own pipeline measured. */
export class DatabaseEvaluationSource implements EvaluationSource {
  constructor(private readonly database: Knex) {}

  async listMetrics(
    modelRef: string,
    version: number,
  ): Promise<EvaluationMetric[]> {
    const row = await findVersion(this.database, modelRef, version);
    return (row && reportOf(row)?.metrics) ?? [];
  }
}
