import { RedactionRule } from './ModelPolicySource';

/**
 * A true outcome tells what the output of its name tells, and is compared with it.
 *
 * @returns the rules, and what those for outputs mean for targets that have none
 *   of their own
 */
export function withTargets(rules: readonly RedactionRule[]): RedactionRule[] {
  const own = new Set(rules.map(({ path }) => path));
  const forTargets = rules
    .filter(({ path }) => path.split('.')[0] === 'outputs')
    .map(({ path, how }) => ({ path: path.replace('outputs', 'target'), how }))
    .filter(({ path }) => !own.has(path));
  return [...rules, ...forTargets];
}
