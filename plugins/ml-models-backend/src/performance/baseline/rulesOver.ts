import type { RedactionRule } from '../../inference/ModelPolicySource';
import { FeatureBinning } from '../binning/FeatureBinning';

const POSITION = /^\d+$/;

/** @returns those of the rules that hash or drop a feature, or what it is in */
export function rulesOver(
  { name, role, path = [name] }: FeatureBinning,
  rules: readonly RedactionRule[],
): RedactionRule[] {
  const section = role === 'input' ? 'inputs' : 'outputs';
  // Rules go through lists without a position, and names may be numbers.
  const names = path.filter((key, at) => at === 0 || !POSITION.test(key));
  const places = [path, names].map(keys => `${section}.${keys.join('.')}.`);
  return rules.filter(rule =>
    places.some(place => place.startsWith(`${rule.path}.`)),
  );
}
