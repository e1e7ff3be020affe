import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { hashValue, isHashed } from '../../hashValue';
import type { RedactionRule } from '../../inference/ModelPolicySource';
import { PlacedFeature } from '../binning/BinningLayout';
import { FeatureBinning } from '../binning/FeatureBinning';
import { rulesOver } from './rulesOver';

/** Any hash falls into the bin of any other, unless each has one of its own. */
const A_HASH = hashValue('', '');

/**
 * Whether a reference has a feature otherwise than records may have it now: it was
 * counted before a rule hashed or dropped the value. That is seen by its bins, which
 * tell it of references from before rules were stored, and of first records too.
 *
 * @param reference - of the feature, by bin
 * @param rules - of the model's logging policy
 */
export function isRedactedSince(
  feature: PlacedFeature,
  reference: Float64Array,
  rules: readonly RedactionRule[],
): boolean {
  const covering = rulesOver(feature.binning, rules);
  if (covering.length === 0) {
    return false;
  }
  const isHashedOnly = covering.every(({ how }) => how === 'hash');
  const ofHashes = isHashedOnly ? findBinsOfHashes(feature) : new Set<number>();
  return feature.bins.some(
    ({ kind }, index) =>
      reference[index] > 0 && kind !== 'missing' && !ofHashes.has(index),
  );
}

function findBinsOfHashes({
  binning,
  bins,
  findBin,
}: PlacedFeature): Set<number> {
  const found = new Set([findBin(hashedAt(binning))]);
  if (binning.type === 'categorical' && !binning.aspect) {
    bins.forEach(({ kind, label }, index) => {
      if (kind === 'other' || isHashed(label)) found.add(index);
    });
  }
  return found;
}

/** @returns values that have nothing but a hash in the feature's place */
function hashedAt({ name, path = [name] }: FeatureBinning): NamedValues {
  const [column, ...nested] = path;
  return {
    [column]: nested.reduceRight<NamedValues[string]>(
      (value, key) => ({ [key]: value }),
      A_HASH,
    ),
  };
}
