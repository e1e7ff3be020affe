import {
  DRIFT_SAMPLES_MIN,
  DriftMeasures,
  FeatureDrift,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCount } from '../../formatNumber';
import { testByChiSquare } from './chiSquareTest';
import { DEFAULT_DRIFT_LIMITS } from './driftLimits';
import { testByG } from './gTest';
import { BinCounts, measureJensenShannon, sumOf } from './jensenShannon';
import { measureKolmogorovSmirnov } from './kolmogorovSmirnov';
import { measureLargestDifference } from './largestDifference';
import { measurePopulationStability } from './populationStability';
import { measureWasserstein } from './wasserstein';

/**
 * Of both samples. Of fewer nothing is measured: chance alone makes a distance
 * of 0.1, and bins that happen to be empty a PSI of several.
 */
export const MEASURED_SAMPLES_MIN = 100;

/** p-value of the G-test below which a shift is no chance. */
const SIGNIFICANCE = 0.001;

type Decision = Pick<
  FeatureDrift,
  'decision' | 'reason' | 'measures' | 'n' | 'baselineN' | 'distanceLimit'
>;

export interface DecideDriftOptions {
  /**
   * Of numeric bins; the samples hold what is below them, each bin, what is
   * above, and then what is no number.
   */
  edges?: readonly number[];
  /** Begins a sentence. Default: `The baseline`. */
  referenceName?: string;
  /** Corrected Jensen-Shannon distance from which on a shift matters. */
  distanceLimit?: number;
}

/** Decides whether a window has drifted: the shift is large and no chance. */
export function decideDrift(
  window: BinCounts,
  reference: BinCounts,
  {
    edges,
    referenceName = 'The baseline',
    distanceLimit = DEFAULT_DRIFT_LIMITS.distances.input,
  }: DecideDriftOptions = {},
): Decision {
  const n = sumOf(window);
  const baselineN = sumOf(reference);
  const looked = { n, baselineN, distanceLimit };
  const measures =
    Math.min(n, baselineN) < MEASURED_SAMPLES_MIN
      ? {}
      : measureDrift(window, reference, edges);
  const reason = whyUnknown(n, baselineN, referenceName);
  if (reason) {
    return { decision: 'unknown', reason, measures, ...looked };
  }
  const drifted =
    (measures.jsDistance ?? 0) >= distanceLimit &&
    (measures.gTestP ?? 1) < SIGNIFICANCE;
  return { decision: drifted ? 'drift' : 'stable', measures, ...looked };
}

/** @param edges - of numeric bins */
export function measureDrift(
  window: BinCounts,
  reference: BinCounts,
  edges?: readonly number[],
): DriftMeasures {
  return {
    jsDistance: measureJensenShannon(window, reference),
    gTestP: testByG(window, reference),
    psi: measurePopulationStability(window, reference),
    lInfinity: measureLargestDifference(window, reference),
    chi2P: testByChiSquare(window, reference),
    ...(edges && measureNumbers(window, reference, edges)),
  };
}

function measureNumbers(
  window: BinCounts,
  reference: BinCounts,
  edges: readonly number[],
): DriftMeasures {
  const numbers = (counts: BinCounts) => {
    const part = new Float64Array(edges.length + 1);
    for (let i = 0; i < part.length; i += 1) part[i] = counts[i];
    return part;
  };
  const samples = { window: numbers(window), reference: numbers(reference) };
  const ks = measureKolmogorovSmirnov(samples.window, samples.reference);
  const wasserstein = measureWasserstein({ ...samples, edges });
  return {
    ks: ks?.value,
    ksErrorMax: ks?.errorMax,
    wasserstein: wasserstein?.value,
    wassersteinMin: wasserstein?.min,
    wassersteinErrorMax: wasserstein?.errorMax,
  };
}

function whyUnknown(
  n: number,
  baselineN: number,
  referenceName: string,
): string | undefined {
  if (baselineN < DRIFT_SAMPLES_MIN) {
    return `${referenceName} has ${formatCount(
      baselineN,
      'row',
    )}, and ${DRIFT_SAMPLES_MIN} are needed`;
  }
  if (n < DRIFT_SAMPLES_MIN) {
    return `The range has ${formatCount(
      n,
      'record',
    )}, and ${DRIFT_SAMPLES_MIN} are needed`;
  }
  return undefined;
}
