import { Knex } from 'knex';
import { explainNotCovered } from './explainNotCovered';
import { IngestGrant } from './IngestAuthoriser';
import { ModelKeys } from './ModelKeys';
import { ModelPolicy, ModelPolicySource } from './ModelPolicySource';
import { policyOfVersion } from './policyOfVersion';
import { Redactor } from './Redactor';
import { RegisteredPolicies } from './RegisteredPolicies';
import { Rejection } from './ReportedInference';
import { strictestOf } from './strictestOf';

/** A model that the sender may report on. */
export interface AdmittedModel {
  modelRef: string;
  policy: ModelPolicy;
  redactionKey: string;
}

/** How records are kept. */
export interface Treatment {
  /** Share of records that keep their body, 0 to 1. */
  sample: number;
  redactor: Redactor;
}

export interface ModelAdmissionOptions {
  knex: Knex;
  modelKeys: ModelKeys;
  policies: ModelPolicySource;
  registered: RegisteredPolicies;
  /** Nothing is stored, so that no keys of a model are made. Default: false. */
  isDry?: boolean;
}

/** Of a dry run, whose hashes nobody sees. */
const NO_KEY = '';

/** Decides which models one sender may report on, and how records of them are kept. */
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
      return { reason: explainNotCovered(modelRef) };
    }
    const policy = await policies.find(modelRef);
    if (!policy) {
      return { reason: `there is no model ${modelRef} in the catalog` };
    }
    const redactionKey = await this.getRedactionKey(modelRef);
    return { modelRef, policy, redactionKey };
  }

  async treatVersion(
    model: AdmittedModel,
    version: number,
  ): Promise<Treatment> {
    const { registered } = this.options;
    const { sample, redact } = await policyOfVersion(
      registered,
      model,
      version,
    );
    return { sample, redactor: new Redactor(redact, model.redactionKey) };
  }

  /**
   * Feedback names a prediction, and no version. To look for the prediction would
   * cost a read for each, and it may be still to come. So the versions decide that
   * the feedback is most likely on, all at once: what is too strict for one of them
   * costs it some measures of quality, what is too loose could not be taken back.
   */
  async redactFeedback({
    modelRef,
    policy,
    redactionKey,
  }: AdmittedModel): Promise<Redactor> {
    const inUse = await this.options.registered.listInUse(modelRef);
    const { redact } = strictestOf([policy, ...inUse]);
    return new Redactor(redact, redactionKey);
  }

  private async getRedactionKey(modelRef: string): Promise<string> {
    const { knex, modelKeys, isDry } = this.options;
    const found = isDry
      ? await modelKeys.find(knex, modelRef)
      : await modelKeys.findOrCreate(knex, modelRef);
    return found?.redactionKey ?? NO_KEY;
  }
}
