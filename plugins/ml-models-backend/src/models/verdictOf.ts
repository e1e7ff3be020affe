import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { unjudgedVerdict } from '../unjudgedVerdict';
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
  return judged ?? unknownVerdict(environments, telemetry, now);
}

/** What can be said of environments whose records, if any, nobody has judged. */
export function unknownVerdict(
  environments: readonly string[],
  telemetry: ModelTelemetrySummary | undefined,
  now: Date,
): Verdict {
  const lastLive = environments.flatMap(
    name => telemetry?.lastLiveRequestAt.get(name)?.getTime() ?? [],
  );
  return unjudgedVerdict(
    {
      requests: environments.reduce(
        (sum, name) => sum + (telemetry?.requestsRecorded.get(name) ?? 0),
        0,
      ),
      lastLiveMs: lastLive.length > 0 ? Math.max(...lastLive) : undefined,
    },
    now,
  );
}
