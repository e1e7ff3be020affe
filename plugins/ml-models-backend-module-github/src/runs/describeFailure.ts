import {
  findFirstErrorLine,
  PipelineRunStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Stage } from './toStages';
import { WorkflowRun } from './WorkflowRun';

/** Why a run ended that no step of it failed in. */
const WITHOUT_A_STEP: Record<string, string> = {
  startup_failure:
    'GitHub could not start the workflow: its file is not valid, or names a runner that is not there',
  timed_out: 'GitHub ended the run: it took longer than it may',
  stale: 'GitHub gave the run up: it heard nothing of it for two weeks',
  action_required: 'GitHub waits for somebody to allow the run',
  skipped: 'GitHub skipped the run: a condition of the workflow is not met',
};

export interface FailureOptions {
  run: WorkflowRun;
  stages: Stage[];
  /** @returns what a stage printed */
  readLog(stage: Stage): Promise<string>;
}

/** @returns what happened and what to do */
export async function describeFailure({
  run,
  stages,
  readLog,
}: FailureOptions): Promise<NonNullable<PipelineRunStatus['failure']>> {
  const failed = stages.find(({ status }) => status === 'failed');
  if (!failed) {
    const reason =
      WITHOUT_A_STEP[run.conclusion ?? ''] ??
      `The run ended as '${run.conclusion}', and none of its steps failed`;
    const open = stages.find(({ status }) => status !== 'succeeded');
    return {
      stage: open?.name ?? 'workflow',
      message: `${reason}. See ${run.html_url}, and deploy again`,
    };
  }
  return {
    stage: failed.name,
    message: `Step ${
      failed.name
    } failed. Correct what its log shows, and push again; the run is at ${
      failed.job.html_url ?? run.html_url
    }`,
    firstErrorLine: findFirstErrorLine(withoutHeader(await readLog(failed))),
  };
}

/** The runner begins with the script of the step, of which nothing has failed yet. */
function withoutHeader(log: string): string {
  return log.replace(
    /^(?:##\[group\]|::group::)[^]*?^(?:##\[endgroup\]|::endgroup::)\n/m,
    '',
  );
}
