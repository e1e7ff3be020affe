import { PipelineEngine } from '@noshelfware/backstage-plugin-ml-models-node';
import { DeploymentRow, StepRow } from './DeploymentRow';

/**
 * @param steps - of the deployment, in order
 * @returns the step from which a retry goes on with what was built: a stage of the
 *   pipeline, or what follows on the last; undefined: all is built anew, or nothing
 */
export function findStageToResume(
  row: Pick<DeploymentRow, 'engine' | 'run_id' | 'version'>,
  steps: readonly Pick<StepRow, 'kind' | 'name' | 'status'>[],
  pipelineEngines: ReadonlyMap<string, PipelineEngine>,
): string | undefined {
  const engine = pipelineEngines.get(row.engine ?? '');
  if (!engine?.resumes || row.run_id === null || row.version !== null) {
    return undefined;
  }
  const [first] = steps;
  return first?.kind === 'pipeline' && steps.some(hasSucceeded)
    ? steps.find(step => !hasSucceeded(step))?.name
    : undefined;
}

function hasSucceeded({ status }: Pick<StepRow, 'status'>): boolean {
  return status === 'succeeded';
}
