import {
  Verdict,
  verdictSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Healthy, unless the overrides say otherwise. */
export function aVerdict(overrides: Partial<Verdict> = {}): Verdict {
  return verdictSchema.parse({
    state: 'healthy',
    reasons: [],
    judgedAt: '2026-03-01T12:00:00.000Z',
    ...overrides,
  });
}

/** Failing, for too many errors. */
export function aFailingVerdict(
  text = 'Serving 9.1 % errors in the last 15 minutes (limit 5 %, n = 480)',
): Verdict {
  return aVerdict({
    state: 'failing',
    reasons: [{ signal: 'error-rate', state: 'failing', text }],
  });
}
