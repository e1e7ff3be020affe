import { NotFoundError } from '@backstage/errors';
import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { ModelPolicySource, RecordPolicy } from './ModelPolicySource';
import { Redactor } from './Redactor';
import { ModelKeys } from './ModelKeys';

export interface PolicyReferenceRedactorOptions {
  modelKeys: ModelKeys;
  policies: ModelPolicySource;
}

/** Treats the rows of a baseline as records are treated, so that they compare. */
export class PolicyReferenceRedactor {
  constructor(private readonly options: PolicyReferenceRedactorOptions) {}

  /** @throws NotFoundError when there is no such model */
  async redactReference(
    knex: Knex,
    modelRef: string,
    rows: readonly ReferenceRow[],
  ): Promise<{ rows: ReferenceRow[]; policy: RecordPolicy }> {
    const { modelKeys, policies } = this.options;
    const policy = await policies.find(modelRef);
    if (!policy) {
      throw new NotFoundError(
        `There is no model ${modelRef} in the catalog, so its logging policy is not known: register it first`,
      );
    }
    const { redactionKey } = await modelKeys.findOrCreate(knex, modelRef);
    const { sample, redact } = policy;
    const redactor = new Redactor(redact, redactionKey);
    const redacted = rows.map(({ inputs, outputs, target }) => {
      const { sections } = redactor.redact({ inputs, outputs, target });
      return {
        inputs: sections.inputs ?? {},
        outputs: sections.outputs ?? {},
        target: sections.target,
      };
    });
    return { rows: redacted, policy: { sample, redact } };
  }
}
