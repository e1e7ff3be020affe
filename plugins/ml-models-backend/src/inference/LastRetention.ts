import { Knex } from 'knex';
import { ModelPolicySource } from './ModelPolicySource';

export interface LastRetentionOptions {
  knex: Knex;
  policies: ModelPolicySource;
}

/**
 * How long records of a model are kept: as its entity says, and once it has left
 * the catalog as it said last. What it promised still holds for its records.
 */
export class LastRetention {
  constructor(private readonly options: LastRetentionOptions) {}

  /**
   * @returns days; undefined for a model that nobody has ever asked about while
   *   the catalog knew it
   * @throws ServiceUnavailableError while it is not known whether there is such a
   *   model
   */
  async findDays(modelRef: string): Promise<number | undefined> {
    const policy = await this.options.policies.find(modelRef);
    const model = this.options
      .knex<{ model_ref: string; retention_days: number | null }>(
        'inference_models',
      )
      .where({ model_ref: modelRef });
    if (!policy) {
      const row = await model.first('retention_days');
      return row?.retention_days ?? undefined;
    }
    await model.update({ retention_days: policy.retentionDays });
    return policy.retentionDays;
  }
}
