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
  /** Nothing is stored, so that no keys of a model are made. Default: false. */
  isDry?: boolean;
}

/** Of a dry run, whose hashes nobody sees. */
const NO_KEY = '';

/** Decides which models one sender may report on. */
export class ModelAdmission {
  constructor(private readonly options: ModelAdmissionOptions) {}

  /** @returns one for records that are not to be stored */
  withoutEffect(): ModelAdmission {
    return new ModelAdmission({ ...this.options, isDry: true });
  }

  /** @throws ServiceUnavailableError while the model's policy is not known */
  async admit(
    modelRef: string,
    grant: IngestGrant,
  ): Promise<AdmittedModel | Rejection> {
    const { policies } = this.options;
    if (!(await grant.covers(modelRef))) {
      return { reason: `the token is not good for ${modelRef}` };
    }
    const policy = await policies.find(modelRef);
    if (!policy) {
      return { reason: `there is no model ${modelRef} in the catalog` };
    }
    const redactionKey = await this.getRedactionKey(modelRef);
    return { policy, redactor: new Redactor(policy.redact, redactionKey) };
  }

  private async getRedactionKey(modelRef: string): Promise<string> {
    const { knex, modelKeys, isDry } = this.options;
    const found = isDry
      ? await modelKeys.find(knex, modelRef)
      : await modelKeys.findOrCreate(knex, modelRef);
    return found?.redactionKey ?? NO_KEY;
  }
}
