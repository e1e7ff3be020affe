import { DeploymentRow, failureOf, StepRow } from '../DeploymentRow';
import { TRAFFIC_STEP } from '../releaseSteps';
import { ModelEnd } from './store/endModel';

/**
 * @param steps - of the deployment that rebuilt a model, and has ended
 * @returns what has become of that model
 */
export function describeEnd(
  row: DeploymentRow,
  steps: StepRow[],
  { isCancelled }: { isCancelled: boolean },
): ModelEnd {
  const { message, stillServing } = failureOf(row) ?? {};
  const told = [message?.replace(/\.$/, ''), stillServing]
    .filter(Boolean)
    .join('. ');
  switch (row.status) {
    case 'rebuilt':
      return {
        state: 'replaced',
        message:
          steps.find(({ name }) => name === TRAFFIC_STEP)?.message ??
          'Fresh instances have taken over',
      };
    case 'cancelled':
      return { state: isCancelled ? 'cancelled' : 'skipped', message: told };
    default:
      return { state: 'failed', message: told };
  }
}
