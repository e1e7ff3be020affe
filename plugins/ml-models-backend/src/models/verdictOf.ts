import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelTelemetrySummary } from './ModelTelemetry';

/**
 * The verdict on a model is that on the environment closest to its users.
 *
 * @param environments - in order of promotion
 */
export function verdictOf(
  environments: string[],
  telemetry: ModelTelemetrySummary | undefined,
  now: Date,
): Verdict {
  const judged = [...environments]
    .reverse()
    .map(name => telemetry?.environments.get(name)?.verdict)
    .find(verdict => verdict !== undefined);
  return judged ?? unknownVerdict(now);
}

/** What can be said of an environment that no record has come from. */
export function unknownVerdict(now: Date): Verdict {
  return {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text: 'No prediction has been recorded yet',
      },
    ],
    judgedAt: now.toISOString(),
  };
}
