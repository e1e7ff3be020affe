import { LRUCache } from 'lru-cache';
import { GitHubWorkflows } from '../runs/GitHubWorkflows';
import { hasEnded, Job } from '../runs/WorkflowRun';
import { cutJobLog } from './cutJobLog';

/** Logs of jobs that are kept; a page shows the steps of one or two. */
const KEPT = 8;

/**
 * Logs of jobs, cut into those of their steps. That of a job that has ended is kept
 * for a while: it is read in pieces, and GitHub gives only the whole.
 */
export class JobLogs {
  private readonly kept = new LRUCache<string, Map<number, string>>({
    max: KEPT,
  });

  /** @returns what a step printed; undefined as long as there is no log of it */
  async read(
    workflows: GitHubWorkflows,
    job: Job,
    step: { number: number },
  ): Promise<string | undefined> {
    const steps =
      this.kept.get(keyOf(workflows, job)) ??
      (await this.fetch(workflows, job));
    return steps && (steps.get(step.number) ?? '');
  }

  private async fetch(
    workflows: GitHubWorkflows,
    job: Job,
  ): Promise<Map<number, string> | undefined> {
    const log = await workflows.readJobLog(job);
    if (log === undefined) {
      return undefined;
    }
    const steps = cutJobLog(log, job.steps ?? []);
    if (hasEnded(job)) {
      this.kept.set(keyOf(workflows, job), steps);
    }
    return steps;
  }
}

/** Each host numbers its jobs by itself. */
function keyOf(workflows: GitHubWorkflows, job: Job): string {
  return `${workflows.place}/${job.id}`;
}
