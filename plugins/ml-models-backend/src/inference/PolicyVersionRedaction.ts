import { ModelPolicySource, RedactionRule } from './ModelPolicySource';
import { policyOfVersion } from './policyOfVersion';
import { RegisteredPolicies } from './RegisteredPolicies';

export interface PolicyVersionRedactionOptions {
  policies: ModelPolicySource;
  registered: Pick<RegisteredPolicies, 'find'>;
}

/** Knows by which rules the records of a version are redacted. */
export class PolicyVersionRedaction {
  constructor(private readonly options: PolicyVersionRedactionOptions) {}

  /**
   * @returns the model's and the version's own; none of a model that is not there,
   *   which nothing is received of
   * @throws ServiceUnavailableError while the model's policy is not known
   */
  async findRules(
    modelRef: string,
    version: number,
  ): Promise<readonly RedactionRule[]> {
    const { policies, registered } = this.options;
    const policy = await policies.find(modelRef);
    if (!policy) {
      return [];
    }
    const model = { modelRef, policy };
    return (await policyOfVersion(registered, model, version)).redact;
  }
}
