import { setTimeout as sleep } from 'node:timers/promises';
import { InputError, isError } from '@backstage/errors';
import { PipelineRequest } from '@noshelfware/backstage-plugin-ml-models-node';
import { GitHubWorkflows } from './GitHubWorkflows';

export interface StartTiming {
  /** How long a run that was started may take to be listed. */
  appearMs: number;
  /** Between two looks for it. */
  lookMs: number;
}

export interface StartOptions {
  workflows: GitHubWorkflows;
  request: PipelineRequest;
  /** Base URL of the plugin's API, as GitHub's runners reach it. */
  portalUrl: string;
  timing: StartTiming;
}

/**
 * Starts the run of a deployment, unless it is there. Whoever holds the lock
 * starts it; the others wait for it, and start it themselves only if it never
 * comes, since the holder may have died in between.
 *
 * @returns the run's number
 * @throws InputError when the workflow does not name its runs as it has to
 */
export async function startRun(options: StartOptions): Promise<number> {
  const { workflows, request } = options;
  const { deploymentId } = request;
  const started = await workflows.findRun(deploymentId);
  if (started !== undefined) {
    return started;
  }
  const branch = await workflows.getDefaultBranch();
  const commit = request.commit ?? (await workflows.getCommit(branch)).sha;
  if (!(await workflows.tryLock(deploymentId, commit))) {
    const other = await waitForRun(options);
    if (other !== undefined) {
      return other;
    }
  }
  const told = await dispatch(options, { branch, commit });
  const run = told ?? (await waitForRun(options));
  if (run === undefined) {
    throw new InputError(
      `The workflow was started, and GitHub lists no run named after the deployment ${deploymentId}: the workflow needs a run-name with \${{ inputs.deployment }} and \${{ inputs.commit }}`,
    );
  }
  return run;
}

async function dispatch(
  { workflows, request, portalUrl }: StartOptions,
  { branch, commit }: { branch: string; commit: string },
): Promise<number | undefined> {
  const { deploymentId, modelRef } = request;
  try {
    return await workflows.dispatch({
      branch,
      inputs: {
        deployment: deploymentId,
        model: modelRef,
        commit,
        portal: portalUrl,
      },
    });
  } catch (error) {
    if (isError(error) && error.name !== 'ServiceUnavailableError') {
      // Refused: the next one who asks must not wait for a run.
      await workflows.unlock(deploymentId);
    }
    throw error;
  }
}

async function waitForRun({
  workflows,
  request,
  timing,
}: StartOptions): Promise<number | undefined> {
  const looks = Math.ceil(timing.appearMs / timing.lookMs);
  for (let look = 0; look < looks; look += 1) {
    const run = await workflows.findRun(request.deploymentId);
    if (run !== undefined) {
      return run;
    }
    await sleep(timing.lookMs);
  }
  return undefined;
}
