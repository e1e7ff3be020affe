import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { Baseline } from '../baseline/Baseline';
import { BinningLayout, PlacedFeature } from '../binning/BinningLayout';
import { addPackedCounts } from '../binning/packCounts';
import { decideDrift } from '../drift/decideDrift';
import { measureJensenShannon, sumOf } from '../drift/jensenShannon';
import { StoredFeatureCounts } from './readWindows';

/** Records below which a single bucket says nothing; chance makes 0.1 of fewer. */
const BUCKET_SAMPLES_MIN = 100;

const SEVERITY = { drift: 0, stable: 1, unknown: 2 };

/** Measures windows of one version against its baseline. */
export class VersionDrift {
  constructor(readonly baseline: Baseline, readonly layout: BinningLayout) {}

  /** @returns what these windows add up to; those of other versions are passed over */
  sum(stored: readonly StoredFeatureCounts[]): Float64Array {
    const counts = new Float64Array(this.layout.length);
    for (const { version, revision, chunk, counts: packed } of stored) {
      const place = this.layout.chunks[chunk];
      if (
        place &&
        version === this.baseline.version &&
        revision === this.layout.revision
      ) {
        addPackedCounts(counts, packed, place.offset);
      }
    }
    return counts;
  }

  /** Worst first: drifted, then stable, then unknown; within each the farthest. */
  decideAll(counts: Float64Array): FeatureDrift[] {
    return this.layout.features
      .map(feature => this.decide(feature, counts))
      .sort(
        (a, b) =>
          SEVERITY[a.decision] - SEVERITY[b.decision] ||
          (b.measures.jsDistance ?? 0) - (a.measures.jsDistance ?? 0),
      );
  }

  decide(feature: PlacedFeature, counts: Float64Array): FeatureDrift {
    const window = countsOf(feature, counts);
    const reference = countsOf(feature, this.baseline.counts);
    return {
      feature: feature.binning.name,
      role: feature.binning.role,
      type: feature.binning.type,
      ...decideDrift(window, reference),
      missingShare: missingShare(feature, window),
      baselineMissingShare: missingShare(feature, reference),
    };
  }

  /** @returns corrected distance of one bucket; undefined for too few records */
  distanceOf(
    feature: PlacedFeature,
    counts: Float64Array,
  ): { n: number; distance?: number } {
    const window = countsOf(feature, counts);
    const n = sumOf(window);
    return n < BUCKET_SAMPLES_MIN
      ? { n }
      : {
          n,
          distance: measureJensenShannon(
            window,
            countsOf(feature, this.baseline.counts),
          ),
        };
  }
}

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
