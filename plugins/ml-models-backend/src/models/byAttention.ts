import {
  ModelSummary,
  waitsForDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What calls for somebody, the most urgent first. */
const CALLS: Array<(model: ModelSummary) => boolean> = [
  model => model.verdict.state === 'failing',
  model => model.verdict.state === 'degraded',
  looksBad,
  ({ environments }) =>
    environments.some(
      ({ activeDeployment }) =>
        activeDeployment && waitsForDecision(activeDeployment.status),
    ),
  model => model.lastDeployment?.status === 'failed',
  model => !model.ownerExists,
];

/** Not confirmed yet, but more than the rest, of which nothing bad was seen. */
function looksBad({ verdict }: ModelSummary): boolean {
  return (
    verdict.state === 'unknown' &&
    verdict.reasons.some(
      ({ state, seen }) => state === 'unknown' && seen !== undefined,
    )
  );
}

/** Orders models: what needs attention, then by title. */
export function byAttention(one: ModelSummary, other: ModelSummary): number {
  return (
    urgencyOf(one) - urgencyOf(other) || one.title.localeCompare(other.title)
  );
}

function urgencyOf(model: ModelSummary): number {
  const call = CALLS.findIndex(calls => calls(model));
  return call < 0 ? CALLS.length : call;
}
