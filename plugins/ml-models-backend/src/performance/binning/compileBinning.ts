import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { FeatureBinning } from './FeatureBinning';

/** @returns the index of the bin in `binsOf` that a value falls into */
export type FindBin = (value: RecordedValue | undefined) => number;

/** Prepares the binning of a feature for counting many values. */
export function compileBinning(binning: FeatureBinning): FindBin {
  switch (binning.type) {
    case 'numeric':
      return compileNumeric(binning.edges);
    case 'categorical':
      return compileCategorical(binning.categories, binning.others);
    default:
      return value => {
        if (value === undefined) return 2;
        return typeof value === 'boolean' ? Number(value) : 3;
      };
  }
}

function compileNumeric(edges: readonly number[]): FindBin {
  const bins = edges.length - 1;
  const overflow = bins + 1;
  const missing = bins + 2;
  const mismatch = bins + 3;
  return value => {
    if (value === undefined) return missing;
    if (typeof value !== 'number') return mismatch;
    if (value < edges[0]) return 0;
    if (value > edges[bins]) return overflow;
    return 1 + Math.min(countEdgesUpTo(edges, value) - 1, bins - 1);
  };
}

/** How many of the ascending edges are at most `value`; a binary search. */
function countEdgesUpTo(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (edges[middle] <= value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function compileCategorical(
  categories: readonly string[],
  others: readonly string[] | null,
): FindBin {
  const indices = new Map(categories.map((name, index) => [name, index]));
  const known = others && new Set(others);
  const other = categories.length;
  const unknown = known ? other + 1 : other;
  const missing = other + 2;
  const mismatch = other + 3;
  return value => {
    if (value === undefined) return missing;
    const category = categoryOf(value);
    if (category === undefined) return mismatch;
    return indices.get(category) ?? (known?.has(category) ? other : unknown);
  };
}

/** The category that a value stands for; undefined for lists and maps. */
export function categoryOf(value: RecordedValue): string | undefined {
  return typeof value === 'object' ? undefined : String(value);
}
