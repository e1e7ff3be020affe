import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelTelemetrySummary } from './ModelTelemetry';

/** Verdicts look back no further. */
const JUDGED_MS = 7 * 24 * 60 * 60 * 1000;

const count = new Intl.NumberFormat('en-GB');

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
  return judged ?? unknownVerdict(environments, telemetry, now);
}

/** What can be said of environments whose records, if any, nobody has judged. */
export function unknownVerdict(
  environments: readonly string[],
  telemetry: ModelTelemetrySummary | undefined,
  now: Date,
): Verdict {
  return {
    state: 'unknown',
    reasons: [
      {
        signal: 'no-data',
        state: 'unknown',
        text: whyUnknown(environments, telemetry, now),
      },
    ],
    judgedAt: now.toISOString(),
  };
}

function whyUnknown(
  environments: readonly string[],
  telemetry: ModelTelemetrySummary | undefined,
  now: Date,
): string {
  const recorded = environments.reduce(
    (sum, name) => sum + (telemetry?.requestsRecorded.get(name) ?? 0),
    0,
  );
  const lastLive = environments.flatMap(
    name => telemetry?.lastLiveRequestAt.get(name)?.getTime() ?? [],
  );
  if (lastLive.length > 0) {
    return now.getTime() - Math.max(...lastLive) > JUDGED_MS
      ? 'No live prediction in the last 7 days'
      : 'No prediction has been judged yet';
  }
  return recorded > 0
    ? `No live prediction yet; ${count.format(recorded)} replayed`
    : 'No prediction has been recorded yet';
}
