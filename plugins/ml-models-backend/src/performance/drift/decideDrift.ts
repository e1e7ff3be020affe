import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { testByChiSquare } from './chiSquareTest';
import { testByG } from './gTest';
import { BinCounts, measureJensenShannon, sumOf } from './jensenShannon';
import { measureLargestDifference } from './largestDifference';
import { measurePopulationStability } from './populationStability';

/** Of both samples; below, chance alone makes distances of this size. */
export const DRIFT_SAMPLES_MIN = 500;

/** Corrected Jensen-Shannon distance from which a shift matters, as in Evidently and NannyML. */
const DISTANCE_MIN = 0.1;

/** p-value of the G-test below which a shift is no chance. */
const SIGNIFICANCE = 0.001;

type Decision = Pick<
  FeatureDrift,
  'decision' | 'reason' | 'measures' | 'n' | 'baselineN'
>;

/** Decides whether a window has drifted: the shift is large and no chance. */
export function decideDrift(window: BinCounts, reference: BinCounts): Decision {
  const n = sumOf(window);
  const baselineN = sumOf(reference);
  const measures = {
    jsDistance: measureJensenShannon(window, reference),
    gTestP: testByG(window, reference),
    psi: measurePopulationStability(window, reference),
    lInfinity: measureLargestDifference(window, reference),
    chi2P: testByChiSquare(window, reference),
  };
  const reason = whyUnknown(n, baselineN);
  if (reason) {
    return { decision: 'unknown', reason, measures, n, baselineN };
  }
  const drifted =
    (measures.jsDistance ?? 0) >= DISTANCE_MIN &&
    (measures.gTestP ?? 1) < SIGNIFICANCE;
  return { decision: drifted ? 'drift' : 'stable', measures, n, baselineN };
}

function whyUnknown(n: number, baselineN: number): string | undefined {
  if (baselineN < DRIFT_SAMPLES_MIN) {
    return `The baseline has ${baselineN} rows, and ${DRIFT_SAMPLES_MIN} are needed`;
  }
  if (n < DRIFT_SAMPLES_MIN) {
    return `The range has ${n} records, and ${DRIFT_SAMPLES_MIN} are needed`;
  }
  return undefined;
}
