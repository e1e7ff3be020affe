import { StepStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { PipelineStageStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { isRunnersOwn } from '../logs/cutJobLog';
import { hasEnded, Job, JobStep } from './WorkflowRun';

/** A stage of the pipeline, and the step of the job that it is. */
export interface Stage extends PipelineStageStatus {
  job: Job;
  /** Undefined: the job as a whole, of which no step is known. */
  step?: JobStep;
}

/**
 * The stages of a run are the steps of its jobs, as long as they have names of
 * their own: what the runner adds, and actions without a name, are none.
 */
export function toStages(jobs: Job[]): Stage[] {
  const hasJobs = jobs.length > 1;
  return jobs.flatMap(job => {
    const named = (job.steps ?? []).filter(({ name }) => isStage(name));
    if (named.length === 0) {
      return [{ ...statusOf(job, hasEnded(job)), name: job.name, job }];
    }
    return named.map(step => ({
      ...statusOf(step, hasEnded(job)),
      name: hasJobs ? `${job.name}: ${step.name}` : step.name,
      job,
      step,
    }));
  });
}

function isStage(name: string): boolean {
  return !isRunnersOwn(name) && !/^Run actions\//.test(name);
}

interface Timed {
  status: string;
  conclusion?: string | null;
  started_at?: string | null;
  completed_at?: string | null;
}

function statusOf(
  { status, conclusion, started_at: start, completed_at: end }: Timed,
  jobIsOver: boolean,
): Omit<PipelineStageStatus, 'name'> {
  return {
    status: toStepStatus(status, conclusion, jobIsOver),
    startedAt: start && status !== 'queued' ? new Date(start) : undefined,
    endedAt: end && status === 'completed' ? new Date(end) : undefined,
  };
}

function toStepStatus(
  status: string,
  conclusion: string | null | undefined,
  jobIsOver: boolean,
): StepStatus {
  switch (conclusion) {
    case 'success':
      return 'succeeded';
    case 'cancelled':
      return 'cancelled';
    case 'skipped':
    case 'neutral':
      return 'skipped';
    case null:
    case undefined:
      break;
    default:
      return 'failed';
  }
  if (jobIsOver) {
    return 'skipped';
  }
  return status === 'in_progress' ? 'running' : 'pending';
}
