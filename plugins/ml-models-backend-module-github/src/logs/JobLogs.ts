import { LRUCache } from 'lru-cache';
import { GitHubWorkflows } from '../runs/GitHubWorkflows';
import { Job } from '../runs/WorkflowRun';
import { cutJobLog } from './cutJobLog';

/** Logs of jobs that are kept; a page shows the steps of one or two. */
const KEPT = 8;

/**
 * Logs of jobs that have ended, cut into those of their steps. A log is kept for a
 * while: it is read in pieces, and GitHub gives only the whole.
 */
export class JobLogs {
  private readonly kept = new LRUCache<number, Map<number, string>>({
    max: KEPT,
  });

  /** @returns what a step printed; undefined as long as GitHub has no log */
  async read(
    workflows: GitHubWorkflows,
    job: Job,
    step: { number: number },
  ): Promise<string | undefined> {
    const steps = this.kept.get(job.id) ?? (await this.fetch(workflows, job));
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
    this.kept.set(job.id, steps);
    return steps;
  }
}
