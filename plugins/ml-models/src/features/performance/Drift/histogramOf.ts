import { FeatureDistribution } from '@noshelfware/backstage-plugin-ml-models-common';
import { HistogramBin } from '../../../charts/HistogramChart/histogram';

export interface FeatureHistogram {
  bins: HistogramBin[];
  /** Whether what is compared with was counted in other bins, and is left out. */
  otherBins: boolean;
}

/** @returns the bins worth drawing: those that nobody is in would only be empty room */
export function histogramOf(
  { bins }: FeatureDistribution,
  before: FeatureDistribution | undefined,
): FeatureHistogram {
  const isSame =
    before !== undefined &&
    before.bins.length === bins.length &&
    before.bins.every(
      ({ label, kind }, index) =>
        label === bins[index].label && kind === bins[index].kind,
    );
  return {
    otherBins: before !== undefined && !isSame,
    bins: bins.flatMap(({ kind, label, count, baselineCount }, index) => {
      const comparedCount = isSame ? before.bins[index].count : undefined;
      return kind === 'bin' || count + baselineCount + (comparedCount ?? 0) > 0
        ? [{ label, count, baselineCount, comparedCount }]
        : [];
    }),
  };
}
