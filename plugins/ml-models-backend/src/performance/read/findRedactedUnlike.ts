import type { RedactionRule } from '../../inference/ModelPolicySource';
import { rulesOver } from '../baseline/rulesOver';
import { PlacedFeature } from '../binning/BinningLayout';

/**
 * By the rules and not by the bins: a value and a hash are both new to bins of
 * hashes, or of values.
 *
 * @returns features that one of two versions has raw, hashed or dropped, and the other
 *   otherwise
 */
export function findRedactedUnlike(
  features: readonly PlacedFeature[],
  rules: readonly RedactionRule[],
  otherRules: readonly RedactionRule[],
): PlacedFeature[] {
  return features.filter(
    ({ binning }) =>
      textOf(rulesOver(binning, rules)) !==
      textOf(rulesOver(binning, otherRules)),
  );
}

/** The same for the same rules, in whatever order. */
function textOf(rules: readonly RedactionRule[]): string {
  return [...new Set(rules.map(({ path, how }) => `${how} ${path}`))]
    .sort()
    .join();
}
