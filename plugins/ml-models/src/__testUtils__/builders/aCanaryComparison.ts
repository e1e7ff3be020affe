import { CanaryComparison } from '@noshelfware/backstage-plugin-ml-models-common';

/** Version 3, tried beside version 2: errors kept, latency broken, one output of two compared. */
export function aCanaryComparison(
  changes: Partial<CanaryComparison> = {},
): CanaryComparison {
  return {
    candidate: 3,
    live: 2,
    weight: 10,
    since: '2026-06-01T10:00:00.000Z',
    judgedAt: '2026-06-01T11:00:00.000Z',
    samples: 1_200,
    minSamples: 500,
    guardrails: [
      {
        guardrail: 'error-rate',
        unit: 'share',
        candidate: { value: 0.005, n: 1_200 },
        live: { value: 0.002, n: 10_800 },
        limit: { value: 0.01, unit: 'share' },
        outcome: 'kept',
        says: '0.5 % of its 1,200 requests failed (limit 1 %)',
      },
      {
        guardrail: 'latency',
        unit: 'p95-ms',
        candidate: { value: 90, n: 1_194 },
        live: { value: 20, n: 10_778 },
        limit: { value: 70, unit: 'p95-ms' },
        outcome: 'broken',
        says: 'p95 is 90 ms, 4.5 × the 20 ms of version 2 (limit 1.5 ×)',
      },
      {
        guardrail: 'output',
        output: 'delayed',
        unit: 'js-distance',
        candidate: { value: 0.02, n: 1_194 },
        live: { n: 10_778 },
        limit: { value: 0.1, unit: 'js-distance' },
        outcome: 'kept',
        says: 'it predicts delayed as version 2 does',
      },
      {
        guardrail: 'output',
        output: 'cause',
        unit: 'js-distance',
        outcome: 'unmeasured',
        says: 'its predictions of cause are too few to compare',
      },
    ],
    ...changes,
  };
}
