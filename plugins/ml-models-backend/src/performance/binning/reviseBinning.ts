import {
  ReferenceRow,
  Signature,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { BinningLayout, PlacedFeature } from './BinningLayout';
import { FeatureBinning } from './FeatureBinning';
import { expandFeature } from './expandFeature';
import { FeatureValues } from './makeFeatureBinning';

/**
 * With more of a feature's reference outside its bins, the bins say too little
 * about the version; up to here one revision keeps versions comparable.
 */
const OUTSIDE_SHARE_MAX = 0.05;

const OUTSIDE_KINDS = new Set(['underflow', 'overflow', 'new', 'mismatch']);

/**
 * Features compared of one model: a thousand columns, and what nested ones hold.
 * Each costs a sixth of a microsecond a record, and 15 bytes a window.
 */
const INPUTS_MAX = 2_000;
const OUTPUTS_MAX = 200;

/** @returns bins for every feature of a reference, as far as there is room */
export function makeBinnings(
  rows: readonly ReferenceRow[],
  signature: Signature,
): FeatureBinning[] {
  const expandAll = (role: 'input' | 'output') =>
    featuresOf(rows, signature, role).flatMap(expandFeature);
  return [
    ...expandAll('input').slice(0, INPUTS_MAX),
    ...expandAll('output').slice(0, OUTPUTS_MAX),
  ];
}

/**
 * Whether the reference of a new version fits the bins that its model has.
 *
 * @param proposed - the bins that would be made for it
 * @param counts - of the reference, in the present bins
 */
export function fitsBinning(
  present: BinningLayout,
  proposed: readonly FeatureBinning[],
  counts: Float64Array,
): boolean {
  return (
    schemaOf(present.features.map(({ binning }) => binning)) ===
      schemaOf(proposed) &&
    present.features.every(
      feature => outsideShare(feature, counts) <= OUTSIDE_SHARE_MAX,
    )
  );
}

function schemaOf(binnings: readonly FeatureBinning[]): string {
  return JSON.stringify(
    binnings.map(({ name, role, type }) => [name, role, type]).sort(),
  );
}

function outsideShare(feature: PlacedFeature, counts: Float64Array): number {
  let outside = 0;
  let present = 0;
  feature.bins.forEach(({ kind }, index) => {
    const count = counts[feature.offset + index];
    if (kind !== 'missing') present += count;
    if (OUTSIDE_KINDS.has(kind)) outside += count;
  });
  return present === 0 ? 0 : outside / present;
}

function featuresOf(
  rows: readonly ReferenceRow[],
  signature: Signature,
  role: 'input' | 'output',
): FeatureValues[] {
  const section = role === 'input' ? 'inputs' : 'outputs';
  const declared = new Map(
    signature[section].map(({ name, type }) => [name, type]),
  );
  const values = new Map<string, FeatureValues['values'][number][]>(
    [...declared.keys()].map(name => [name, []]),
  );
  for (const row of rows) {
    for (const [name, value] of Object.entries(row[section])) {
      const list = values.get(name);
      if (list) {
        list.push(value);
      } else {
        values.set(name, [value]);
      }
    }
  }
  return [...values].map(([name, list]) => ({
    name,
    role,
    declaredType: declared.get(name),
    values: list,
  }));
}
