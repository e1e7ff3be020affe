import { RecordPolicy } from './ModelPolicySource';
import { RegisteredPolicies } from './RegisteredPolicies';
import { strictestOf } from './strictestOf';

/**
 * @param policy - the model's
 * @returns the stricter of the model's policy and the version's own: a line that the
 *   model has lost must not change what is kept of a version that was released with
 *   it, and whose baseline was redacted by it
 */
export async function policyOfVersion(
  registered: Pick<RegisteredPolicies, 'find'>,
  { modelRef, policy }: { modelRef: string; policy: RecordPolicy },
  version: number,
): Promise<RecordPolicy> {
  const own = await registered.find(modelRef, version);
  return own ? strictestOf([policy, own]) : policy;
}
