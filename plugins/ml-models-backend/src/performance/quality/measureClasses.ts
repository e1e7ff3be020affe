import { ClassQuality } from '@noshelfware/backstage-plugin-ml-models-common';
import { ratio } from './ratio';

/** What all names of classes begin with. */
const CLASSES = 'class.';
const PREDICTED = 'class.predicted';
const ACTUAL = 'class.actual';
const RIGHT = 'class.right';

/** Those that are not told apart. */
const OTHERS = 'other';

/**
 * Precision, recall and F1 of each class against all others.
 *
 * @param counts - see `countOutcome`
 * @returns the most frequent first; empty where classes are not told apart
 */
export function measureClasses(
  counts: ReadonlyMap<string, number>,
): ClassQuality[] {
  const suffixes = findSuffixes(counts);
  const sum = (name: string) => counts.get(name) ?? 0;
  return [...suffixes]
    .map(suffix => {
      const n = sum(`${ACTUAL}${suffix}`);
      const predicted = sum(`${PREDICTED}${suffix}`);
      const right = sum(`${RIGHT}${suffix}`);
      return {
        label: suffix === '' ? OTHERS : suffix.slice(1),
        precision: ratio(right, predicted),
        recall: ratio(right, n),
        f1: ratio(2 * right, n + predicted),
        n,
        predicted,
      };
    })
    .sort((a, b) => b.n - a.n || (a.label < b.label ? -1 : 1));
}

/** Of hundreds of names, asked for every point of a chart, most are of bins of scores. */
function findSuffixes(counts: ReadonlyMap<string, number>): Set<string> {
  const suffixes = new Set<string>();
  for (const name of counts.keys()) {
    if (!name.startsWith(CLASSES)) continue;
    for (const prefix of [ACTUAL, PREDICTED]) {
      if (name === prefix || name.startsWith(`${prefix}.`)) {
        suffixes.add(name.slice(prefix.length));
      }
    }
  }
  return suffixes;
}

/**
 * Means over the classes, each with the same weight. What a class does not say,
 * because it was never predicted or never true, counts as 0, as scikit-learn
 * has it.
 */
export function averageClasses(classes: readonly ClassQuality[]) {
  const mean = (measure: 'precision' | 'recall' | 'f1') =>
    ratio(
      classes.reduce((total, each) => total + (each[measure] ?? 0), 0),
      classes.length,
    );
  return {
    precision: mean('precision'),
    recall: mean('recall'),
    f1: mean('f1'),
  };
}
