import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { addCount, Counts } from './Counts';
import { labelOf } from './countOutcome';
import { OutcomeRule } from './OutcomeRule';

/** Classes with a line of their own, as many as categories of a feature. */
const CLASSES_MAX = 50;

/** Bytes of sums grow by three names a class and window; a longer label is a text. */
const LABEL_LENGTH_MAX = 100;

/** @returns the classes that a reference predicts or bears out, the most frequent first */
export function findClasses(
  rows: readonly ReferenceRow[],
  rule: OutcomeRule,
): string[] {
  const counts: Counts = new Map();
  for (const { outputs, target = {} } of rows) {
    for (const [values, name] of [
      [outputs, rule.output],
      [target, rule.target],
    ] as const) {
      const label = Object.hasOwn(values, name) && labelOf(values[name]);
      if (label && label.length <= LABEL_LENGTH_MAX) {
        addCount(counts, label, 1);
      }
    }
  }
  // By name where equally frequent, so that the same rows give the same order.
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, CLASSES_MAX)
    .map(([label]) => label);
}
