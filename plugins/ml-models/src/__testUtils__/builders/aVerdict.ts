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

/** Healthy by its errors, while drift waits for more records. */
export function aVerdictSoFar(): Verdict {
  return aVerdict({
    reasons: [
      { signal: 'error-rate', state: 'healthy', text: 'Serving 0 % errors' },
      {
        signal: 'feature-drift',
        state: 'unknown',
        pending: true,
        text: 'Drift of features: not judged yet, 120 of 500 requests',
      },
    ],
  });
}

/** Unknown as a whole: features have drifted, but only in the last window. */
export function anUnconfirmedVerdict(): Verdict {
  const what = '7 of 13 features have drifted';
  const period = 'in the last 24 hours';
  const note =
    'seen in 1 window of 5 minutes so far; it counts as degraded once 3 in a row show it';
  return aVerdict({
    state: 'unknown',
    reasons: [
      { signal: 'error-rate', state: 'healthy', text: '0 % errors' },
      {
        signal: 'feature-drift',
        state: 'unknown',
        seen: 'degraded',
        text: `${what} ${period}; ${note}`,
        what,
        period,
        note,
      },
    ],
  });
}
