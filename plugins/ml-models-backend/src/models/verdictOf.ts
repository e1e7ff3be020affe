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
  return judged ?? unknownVerdict(telemetry, now);
}

/** What can be said of an environment whose records, if any, nobody has judged. */
export function unknownVerdict(
  telemetry: ModelTelemetrySummary | undefined,
  now: Date,
): Verdict {
  // Days of the past that are sent again are counted before they are judged.
  const recorded =
    telemetry !== undefined &&
    (telemetry.lastLiveRequestAt.size > 0 ||
      telemetry.requestsPerDay.some(requests => requests > 0));
  return {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text: `No prediction has been ${recorded ? 'judged' : 'recorded'} yet`,
      },
    ],
    judgedAt: now.toISOString(),
  };
}
