import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { BinningLayout, PlacedFeature } from '../binning/BinningLayout';
import { decideDrift } from '../drift/decideDrift';
import { DriftLimits, isExempt } from '../drift/driftLimits';
import { sumOf } from '../drift/jensenShannon';

const SEVERITY = { drift: 0, stable: 1, unknown: 2 };

export interface CompareFeaturesOptions {
  limits: DriftLimits;
  /** Not compared: what the reference has otherwise than records may have it now. */
  redacted: ReadonlySet<PlacedFeature>;
  /** Not compared: what the rules of the two sides differ in. Default: nothing. */
  redactedUnlike?: ReadonlySet<PlacedFeature>;
  /** Begins a sentence; default: `The baseline`. */
  referenceName?: string;
}

/**
 * Measures every feature of a sample against a reference in the same bins.
 *
 * @returns worst first: drifted, then stable, then unknown; within each the
 *   farthest
 */
export function compareFeatures(
  layout: BinningLayout,
  counts: Float64Array,
  reference: Float64Array,
  options: CompareFeaturesOptions,
): FeatureDrift[] {
  return layout.features
    .map(feature => compareFeature(feature, counts, reference, options))
    .sort(
      (a, b) =>
        SEVERITY[a.decision] - SEVERITY[b.decision] ||
        (b.measures.jsDistance ?? 0) - (a.measures.jsDistance ?? 0),
    );
}

/** As `compareFeatures`, for one of them. */
export function compareFeature(
  feature: PlacedFeature,
  counts: Float64Array,
  reference: Float64Array,
  options: CompareFeaturesOptions,
): FeatureDrift {
  const { limits, referenceName } = options;
  const whyRedacted = findWhyRedacted(feature, options);
  const { binning } = feature;
  const ofWindow = countsOf(feature, counts);
  const ofReference = countsOf(feature, reference);
  const distanceLimit = limits.distances[binning.role];
  return {
    feature: binning.name,
    aspect: binning.aspect,
    role: binning.role,
    type: binning.type,
    ...(whyRedacted
      ? {
          decision: 'unknown' as const,
          redacted: true as const,
          reason: whyRedacted,
          measures: {},
          n: sumOf(ofWindow),
          baselineN: sumOf(ofReference),
          distanceLimit,
        }
      : decideDrift(ofWindow, ofReference, {
          edges: binning.type === 'numeric' ? binning.edges : undefined,
          referenceName,
          distanceLimit,
        })),
    exempt: isExempt(limits, binning) || undefined,
    missingShare: missingShare(feature, ofWindow),
    baselineMissingShare: missingShare(feature, ofReference),
  };
}

function findWhyRedacted(
  feature: PlacedFeature,
  { redacted, redactedUnlike, referenceName }: CompareFeaturesOptions,
): string | undefined {
  if (redactedUnlike?.has(feature)) {
    return `${referenceName} has it redacted otherwise: each version keeps the rules that it was registered under`;
  }
  if (!redacted.has(feature)) {
    return undefined;
  }
  return referenceName
    ? `${referenceName} has it as it was before it was redacted`
    : 'Redacted since this version was registered: the baseline of the next version will have it as it is now';
}

/** @returns those of one feature, among counts of all */
export function countsOf(
  { offset, bins }: PlacedFeature,
  counts: Float64Array,
): Float64Array {
  return counts.subarray(offset, offset + bins.length);
}

function missingShare(
  { bins }: PlacedFeature,
  counts: Float64Array,
): number | undefined {
  const n = sumOf(counts);
  const missing = counts[bins.findIndex(({ kind }) => kind === 'missing')];
  return n > 0 ? missing / n : undefined;
}
