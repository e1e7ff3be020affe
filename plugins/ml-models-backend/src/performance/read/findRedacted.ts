import type { RedactionRule } from '../../inference/ModelPolicySource';
import { isRedactedSince } from '../baseline/isRedactedSince';
import { BinningLayout, PlacedFeature } from '../binning/BinningLayout';
import { countsOf } from './compareFeatures';

/** @returns what a reference has otherwise than records may have it now */
export function findRedacted(
  layout: BinningLayout,
  reference: Float64Array,
  rules: readonly RedactionRule[],
): Set<PlacedFeature> {
  return new Set(
    layout.features.filter(feature =>
      isRedactedSince(feature, countsOf(feature, reference), rules),
    ),
  );
}
