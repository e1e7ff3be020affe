import {
  FeatureDrift,
  featureDriftSchema,
  PerformanceComparison,
  performanceComparisonSchema,
  PerformanceReport,
  performanceReportSchema,
  SeriesPoint,
  seriesPointSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aVerdict } from './aVerdict';

export function aFeatureDrift(
  overrides: Partial<FeatureDrift> = {},
): FeatureDrift {
  return featureDriftSchema.parse({
    feature: 'distance',
    role: 'input',
    type: 'numeric',
    decision: 'drift',
    measures: {
      jsDistance: 0.31,
      gTestP: 1e-12,
      psi: 0.42,
      lInfinity: 0.2,
    },
    distanceLimit: 0.1,
    n: 1_000,
    baselineN: 10_000,
    ...overrides,
  });
}

export function aSeriesPoint(
  overrides: Partial<SeriesPoint> = {},
): SeriesPoint {
  return seriesPointSchema.parse({
    start: '2026-03-01T10:00:00.000Z',
    requests: 600,
    errors: 6,
    errorsByType: { ValueError: 4, TimeoutError: 2 },
    timed: 590,
    p50Ms: 5,
    p90Ms: 9,
    p99Ms: 20,
    labels: 300,
    labelsMissing: 294,
    samples: { accuracy: 300, rocAuc: 300 },
    accuracy: 0.8,
    rocAuc: 0.72,
    ...overrides,
  });
}

/** Two hours of a healthy model, in which version 3 went live. */
export function aPerformanceReport(
  overrides: Partial<PerformanceReport> = {},
): PerformanceReport {
  return performanceReportSchema.parse({
    environment: 'production',
    from: '2026-03-01T10:00:00.000Z',
    until: '2026-03-01T12:00:00.000Z',
    bucketSeconds: 3_600,
    versions: [3, 2],
    verdict: aVerdict(),
    totals: {
      requests: 1_000,
      errors: 8,
      replayed: 0,
      labels: 500,
      labelsMissing: 492,
      samples: { accuracy: 500 },
      timed: 980,
      p50Ms: 5,
      p90Ms: 9,
      p99Ms: 20,
      accuracy: 0.8,
    },
    series: [
      aSeriesPoint(),
      aSeriesPoint({
        start: '2026-03-01T11:00:00.000Z',
        requests: 400,
        timed: 390,
        errors: 2,
        errorsByType: { ValueError: 2 },
        labels: 200,
        labelsMissing: 198,
        samples: { accuracy: 200, rocAuc: 190 },
      }),
    ],
    drift: [
      aFeatureDrift(),
      aFeatureDrift({
        feature: 'carrier',
        type: 'categorical',
        decision: 'stable',
        measures: { jsDistance: 0.02, gTestP: 0.4, psi: 0.01 },
      }),
    ],
    predictionDrift: {
      starts: ['2026-03-01T10:00:00.000Z', '2026-03-01T11:00:00.000Z'],
      bucketSeconds: 3_600,
      distances: [0.05, 0.05],
      n: [594, 398],
    },
    heatmap: {
      starts: ['2026-03-01T10:00:00.000Z', '2026-03-01T11:00:00.000Z'],
      bucketSeconds: 3_600,
      rows: [
        { feature: 'distance', distances: [0.05, 0.31], n: [600, 400] },
        { feature: 'carrier', distances: [0.01, null], n: [600, 20] },
      ],
    },
    findings: [],
    findingsTotal: 0,
    baseline: { version: 3, rows: 10_000, source: 'reference' },
    markers: [
      {
        time: '2026-03-01T11:30:00.000Z',
        kind: 'deployment',
        version: 3,
        text: 'Version 3 went live in production',
      },
    ],
    evaluation: { accuracy: 0.83, roc_auc: 0.75 },
    evaluationVersion: 3,
    ...overrides,
  });
}

/** Version 3 against version 2, which saw other distances. */
export function aPerformanceComparison(
  overrides: Partial<PerformanceComparison> = {},
): PerformanceComparison {
  const { totals, from, until } = aPerformanceReport();
  return performanceComparisonSchema.parse({
    environment: 'production',
    subject: { version: 3, from, until, totals },
    against: { kind: 'version', version: 2, from, until, totals },
    drift: [aFeatureDrift({ measures: { jsDistance: 0.25 } })],
    ...overrides,
  });
}
