import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { binsOf } from './binsOf';
import { CategoricalBinning, FeatureBinning } from './FeatureBinning';
import { locateValue, MISPLACED } from './locateValue';
import { measureAspect } from './measureAspect';

/** @returns the index of the bin in `binsOf` that a value falls into */
export type FindBin = (value: RecordedValue | undefined) => number;

/** @returns the index of the bin that a record's inputs, or outputs, fall into */
export type FindBinOfRecord = (values: NamedValues) => number;

/** Prepares the binning of a feature for counting many records. */
export function compileFeature(binning: FeatureBinning): FindBinOfRecord {
  const { name, path = [name], aspect } = binning;
  const findBin = compileBinning(binning);
  if (path.length === 1 && !aspect) {
    const [column] = path;
    // A feature may be called as a member that every object inherits.
    return values =>
      findBin(Object.hasOwn(values, column) ? values[column] : undefined);
  }
  const mismatch = binsOf(binning).findIndex(({ kind }) => kind === 'mismatch');
  return values => {
    const value = locateValue(values, path);
    if (value === MISPLACED) return mismatch;
    if (value === undefined || !aspect) return findBin(value);
    const measured = measureAspect(aspect, value);
    return measured === undefined ? mismatch : findBin(measured);
  };
}

/** Prepares the binning of a feature for counting many values. */
export function compileBinning(binning: FeatureBinning): FindBin {
  switch (binning.type) {
    case 'numeric':
      return compileNumeric(binning.edges);
    case 'categorical':
      return compileCategorical(binning);
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

function compileCategorical({
  categories,
  others,
  valueType,
}: CategoricalBinning): FindBin {
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
    const index = indices.get(category);
    if (index !== undefined) return index;
    if (known?.has(category)) return other;
    // A known category may be written as a number here and as text there.
    return valueType && typeof value !== valueType ? mismatch : unknown;
  };
}

/** The category that a value stands for; undefined for lists and maps. */
export function categoryOf(value: RecordedValue): string | undefined {
  return typeof value === 'object' ? undefined : String(value);
}
