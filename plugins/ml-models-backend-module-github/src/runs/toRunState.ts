import { PipelineRunStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { WorkflowRun } from './WorkflowRun';

/** @returns what a run's `status` and `conclusion` are among ours */
export function toRunState({
  status,
  conclusion,
}: Pick<WorkflowRun, 'status' | 'conclusion'>): PipelineRunStatus['state'] {
  if (status !== 'completed') {
    // Others, such as `waiting` for an approval on GitHub, have begun nothing yet.
    return status === 'in_progress' ? 'running' : 'queued';
  }
  switch (conclusion) {
    case 'success':
      return 'succeeded';
    case 'cancelled':
      return 'cancelled';
    default:
      return 'failed';
  }
}
