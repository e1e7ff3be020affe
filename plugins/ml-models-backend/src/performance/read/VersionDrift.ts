import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { Baseline } from '../baseline/Baseline';
import { BinningLayout, PlacedFeature } from '../binning/BinningLayout';
import { MEASURED_SAMPLES_MIN } from '../drift/decideDrift';
import { DEFAULT_DRIFT_LIMITS, DriftLimits } from '../drift/driftLimits';
import { measureJensenShannon, sumOf } from '../drift/jensenShannon';
import {
  compareFeature,
  compareFeatures,
  CompareFeaturesOptions,
  countsOf,
} from './compareFeatures';
import { findRedacted } from './findRedacted';
import { StoredFeatureCounts } from './readWindows';
import { sumFeatureCounts } from './sumFeatureCounts';

export interface MeasuredDistance {
  n: number;
  /** Absent where there are too few records, or it is redacted since. */
  distance?: number;
}

/** Measures windows of one version against its baseline. */
export class VersionDrift {
  /** What the baseline has otherwise than records may have it now. */
  readonly redacted: ReadonlySet<PlacedFeature>;
  private readonly options: CompareFeaturesOptions;

  constructor(
    readonly baseline: Baseline,
    readonly layout: BinningLayout,
    limits: DriftLimits = DEFAULT_DRIFT_LIMITS,
  ) {
    this.redacted = findRedacted(layout, baseline.counts, limits.redact);
    this.options = { limits, redacted: this.redacted };
  }

  /** @returns what these windows add up to; those of other versions are passed over */
  sum(stored: readonly StoredFeatureCounts[]): Float64Array {
    const { version } = this.baseline;
    return sumFeatureCounts(this.layout, version, stored);
  }

  /** Worst first. */
  decideAll(counts: Float64Array): FeatureDrift[] {
    return compareFeatures(
      this.layout,
      counts,
      this.baseline.counts,
      this.options,
    );
  }

  decide(feature: PlacedFeature, counts: Float64Array): FeatureDrift {
    return compareFeature(feature, counts, this.baseline.counts, this.options);
  }

  /** @returns corrected distance of one bucket; undefined for too few records, or what is redacted since */
  distanceOf(feature: PlacedFeature, counts: Float64Array): MeasuredDistance {
    const window = countsOf(feature, counts);
    const n = sumOf(window);
    return n < MEASURED_SAMPLES_MIN || this.redacted.has(feature)
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
