import { countBegun } from '../logs/cutJobLog';
import { Job, JobStep } from '../runs/WorkflowRun';

/** Gitea's for no time. */
const NEVER = /^(?:0001|1970)-01-01T00:00:00Z$/;

/**
 * Gitea tells of each step what its job has come to, up to 1.26: a running job has no
 * step that has ended, and of one that failed they all did. So of a running job the
 * times tell; of one that failed its log does, where the last step that began is the
 * one that failed. Its times of what has not happened yet are none.
 *
 * @param readLog - undefined where there is none
 */
export async function mendSteps(
  job: Job,
  readLog: () => Promise<string | undefined>,
): Promise<Job> {
  const timed = { ...withTimes(job), steps: job.steps?.map(withTimes) };
  const { steps = [], status, conclusion } = timed;
  if (status !== 'completed') {
    return { ...timed, steps: steps.map(ofRunning) };
  }
  const tellsOfJob = steps.every(step => step.conclusion === 'failure');
  if (conclusion !== 'failure' || steps.length < 2 || !tellsOfJob) {
    return timed;
  }
  const begun = countBegun((await readLog()) ?? '', steps);
  return {
    ...timed,
    steps: steps.map((step, at) => ({
      ...step,
      conclusion: ofFailed(at + 1, begun),
    })),
  };
}

function withTimes<Timed extends Pick<JobStep, 'started_at' | 'completed_at'>>(
  timed: Timed,
): Timed {
  return {
    ...timed,
    started_at: timeOf(timed.started_at),
    completed_at: timeOf(timed.completed_at),
  };
}

function timeOf(time: string | null | undefined): string | null {
  return !time || NEVER.test(time) ? null : time;
}

function ofRunning(step: JobStep): JobStep {
  if (step.conclusion) {
    return step;
  }
  if (step.completed_at) {
    return { ...step, status: 'completed', conclusion: 'success' };
  }
  return { ...step, status: step.started_at ? 'in_progress' : 'queued' };
}

/** @param begun - how many steps began; none: nothing is known of it, the first is blamed */
function ofFailed(number: number, begun: number): string {
  if (number < begun) return 'success';
  return number === Math.max(1, begun) ? 'failure' : 'skipped';
}
