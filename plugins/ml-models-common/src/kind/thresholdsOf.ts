import { MlModelEntityV1alpha1 } from './MlModelEntityV1alpha1';

/** Where a verdict turns degraded, and where failing. */
export interface VerdictLimits {
  degraded: number;
  failing: number;
}

/** When a version is degraded or failing; units as in `spec.monitoring.thresholds`. */
export interface VerdictThresholds {
  /** Errors ÷ requests of the last 15 minutes; worse above. */
  errorRate: VerdictLimits;
  /** p95 latency of the last 15 minutes ÷ that of the 7 days before; worse above. */
  latencyRatio: VerdictLimits;
  /** Milliseconds by which p95 latency is above that of the 7 days before, at least. */
  latencyRise: { leastMs: number };
  /**
   * Drifted inputs ÷ inputs that can be judged, 24 hours; worse from there on.
   * `except`: `inputs.<name>`, which count on neither side.
   */
  driftedFeatures: Pick<VerdictLimits, 'degraded'> & {
    except: readonly string[];
  };
  /** Jensen-Shannon distance from which on an input may count as drifted, 24 hours. */
  driftDistance: { drifted: number };
  /** The same of a prediction, which makes a model degraded; 1: never. */
  predictionDrift: Pick<VerdictLimits, 'degraded'>;
  /** Loss against the evaluation ÷ its value, 7 days; worse from there on. */
  qualityLoss: VerdictLimits;
  /** Stored ÷ served of the last hour; worse below. */
  completeness: VerdictLimits;
}

export const DEFAULT_VERDICT_THRESHOLDS: VerdictThresholds = {
  errorRate: { degraded: 0.01, failing: 0.05 },
  latencyRatio: { degraded: 1.5, failing: 3 },
  // Half of the 100 ms within which an answer feels immediate (Nielsen 1993), the
  // share of them that web.dev's RAIL model leaves for work. Less, on a busy
  // machine, is chance.
  latencyRise: { leastMs: 50 },
  driftedFeatures: { degraded: 0.2, except: [] },
  // As in Evidently and NannyML.
  driftDistance: { drifted: 0.1 },
  predictionDrift: { degraded: 0.1 },
  qualityLoss: { degraded: 0.05, failing: 0.1 },
  completeness: { degraded: 0.999, failing: 0.95 },
};

/** @returns what the model says, and the defaults for the rest */
export function thresholdsOf(model: MlModelEntityV1alpha1): VerdictThresholds {
  const given = model.spec.monitoring?.thresholds ?? {};
  const defaults = DEFAULT_VERDICT_THRESHOLDS;
  return {
    errorRate: { ...defaults.errorRate, ...given.errorRate },
    latencyRatio: { ...defaults.latencyRatio, ...given.latencyRatio },
    latencyRise: { ...defaults.latencyRise, ...given.latencyRise },
    driftedFeatures: { ...defaults.driftedFeatures, ...given.driftedFeatures },
    driftDistance: { ...defaults.driftDistance, ...given.driftDistance },
    predictionDrift: { ...defaults.predictionDrift, ...given.predictionDrift },
    qualityLoss: { ...defaults.qualityLoss, ...given.qualityLoss },
    completeness: { ...defaults.completeness, ...given.completeness },
  };
}
