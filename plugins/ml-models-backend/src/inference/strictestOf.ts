import { RecordPolicy, RedactionRule } from './ModelPolicySource';
import { withTargets } from './withTargets';

/**
 * @returns the policy that keeps no more than any of these: the smallest share,
 *   and the rules of all, for one path to drop rather than to hash
 */
export function strictestOf(
  policies: readonly [RecordPolicy, ...RecordPolicy[]],
): RecordPolicy {
  const rules = new Map<string, RedactionRule>();
  // With each its targets: the rule that one policy has for a target must not
  // displace what the output's rule means for it in another.
  for (const rule of policies.flatMap(({ redact }) => withTargets(redact))) {
    if (rule.how === 'drop' || !rules.has(rule.path)) {
      rules.set(rule.path, rule);
    }
  }
  return {
    sample: Math.min(...policies.map(({ sample }) => sample)),
    redact: [...rules.values()],
  };
}
