import { Knex } from 'knex';
import { IngestGrant } from './IngestAuthoriser';
import { ModelPolicy, ModelPolicySource } from './ModelPolicySource';
import { Redactor } from './Redactor';
import { Rejection } from './ReportedInference';
import { ModelKeys } from './ModelKeys';

/** How records of a model are treated, once the sender may report on it. */
export interface AdmittedModel {
  policy: ModelPolicy;
  redactor: Redactor;
}

export interface ModelAdmissionOptions {
  knex: Knex;
  modelKeys: ModelKeys;
  policies: ModelPolicySource;
}

/** Decides which models one sender may report on. */
export class ModelAdmission {
  constructor(private readonly options: ModelAdmissionOptions) {}

  /** @throws ServiceUnavailableError while the model's policy is not known */
  async admit(
    modelRef: string,
    grant: IngestGrant,
  ): Promise<AdmittedModel | Rejection> {
    const { knex, modelKeys, policies } = this.options;
    if (!(await grant.covers(modelRef))) {
      return { reason: `the token is not good for ${modelRef}` };
    }
    const policy = await policies.find(modelRef);
    if (!policy) {
      return { reason: `there is no model ${modelRef} in the catalog` };
    }
    const { redactionKey } = await modelKeys.findOrCreate(knex, modelRef);
    return { policy, redactor: new Redactor(policy.redact, redactionKey) };
  }
}
