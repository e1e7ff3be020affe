import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';

/** What calls for somebody, the most urgent first. */
const CALLS: Array<(model: ModelSummary) => boolean> = [
  model => model.verdict.state === 'failing',
  model => model.verdict.state === 'degraded',
  ({ environments }) =>
    environments.some(
      ({ activeDeployment }) =>
        activeDeployment?.status === 'awaiting-approval',
    ),
  model => model.lastDeployment?.status === 'failed',
  model => !model.ownerExists,
];

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
