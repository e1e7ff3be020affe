import { InputError, isError } from '@backstage/errors';
import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';
import { GitHubApi } from '../api/GitHubApi';
import { keyOf, RepositoryId } from '../api/RepositoryId';
import { readCorrelation } from './readCorrelation';
import { toCommit } from './toCommit';
import { DispatchedRun, Job, WorkflowRun } from './WorkflowRun';

/** Runs that are looked through for the one of a deployment, newest first. */
export const RUNS_LOOKED_AT = 100;

/** Jobs of one run; more are not followed. */
export const JOBS_MAX = 100;

/** Neither a branch nor a tag: no page shows it, and no workflow runs for it. */
export const LOCKS = 'noshelfware/deployments';

export interface DispatchOptions {
  /** Name of the branch that the workflow's file is taken from. */
  branch: string;
  inputs: Record<string, string>;
}

/** What GitHub is asked and told of the workflow of one repository. */
export class GitHubWorkflows {
  constructor(
    protected readonly api: GitHubApi,
    protected readonly repository: RepositoryId,
    /** Its file below `.github/workflows`. */
    protected readonly workflow: string,
  ) {}

  /** Whether the log of a job can be read while it runs. */
  get givesLiveLogs(): boolean {
    return false;
  }

  /** Where they run, e.g. `github.com/flights/flight-delay`. */
  get place(): string {
    return keyOf(this.repository);
  }

  /** @returns the run of a deployment, or undefined while GitHub lists none */
  async findRun(deploymentId: string): Promise<number | undefined> {
    const runs = await this.listDispatched();
    const ids = runs
      .filter(
        run =>
          readCorrelation(run.display_title)?.deploymentId === deploymentId,
      )
      .map(run => run.id);
    // If one was started twice all the same, everybody takes the first.
    return ids.length > 0 ? Math.min(...ids) : undefined;
  }

  /** @returns runs that were asked for, newest first */
  protected async listDispatched(): Promise<DispatchedRun[]> {
    const { data } = await this.ask(this.workflowFile, (request, of) =>
      request(
        'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
        {
          ...of,
          workflow_id: this.workflow,
          event: 'workflow_dispatch',
          per_page: RUNS_LOOKED_AT,
        },
      ),
    );
    return data.workflow_runs;
  }

  async getDefaultBranch(): Promise<string> {
    const { data } = await this.ask('the repository', (request, of) =>
      request('GET /repos/{owner}/{repo}', of),
    );
    return data.default_branch;
  }

  /** @param ref - a branch or a SHA */
  async getCommit(ref: string): Promise<Commit> {
    const { data } = await this.ask(`the commit ${ref}`, (request, of) =>
      request('GET /repos/{owner}/{repo}/commits/{ref}', { ...of, ref }),
    );
    return toCommit(data);
  }

  /**
   * Of all who ask for a deployment's run, on whichever replica, one gets the lock:
   * dispatching twice would start two runs.
   */
  async tryLock(deploymentId: string, commit: string): Promise<boolean> {
    try {
      await this.ask(`the note of deployment ${deploymentId}`, (request, of) =>
        request('POST /repos/{owner}/{repo}/git/refs', {
          ...of,
          ref: `refs/${LOCKS}/${deploymentId}`,
          sha: commit,
        }),
      );
      return true;
    } catch (error) {
      if (isError(error) && /already exists/i.test(error.message)) {
        return false;
      }
      throw error;
    }
  }

  /** Does nothing when the lock is gone. */
  async unlock(deploymentId: string): Promise<void> {
    try {
      await this.ask(`the note of deployment ${deploymentId}`, (request, of) =>
        request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', {
          ...of,
          ref: `${LOCKS}/${deploymentId}`,
        }),
      );
    } catch (error) {
      // 422 "Reference does not exist"
      if (!isError(error) || !/does not exist/i.test(error.message)) {
        throw error;
      }
    }
  }

  /** @returns the run's number, or undefined of a server that does not tell it */
  async dispatch(options: DispatchOptions): Promise<number | undefined> {
    try {
      return await this.tryDispatch(options, { return_run_details: true });
    } catch (error) {
      // GitHub Enterprise Server before 3.21 refuses a field that it does not know.
      if (isInputError(error) && /return_run_details/.test(error.message)) {
        return this.tryDispatch(options, {});
      }
      throw error;
    }
  }

  private async tryDispatch(
    { branch, inputs }: DispatchOptions,
    details: { return_run_details?: boolean },
  ): Promise<number | undefined> {
    const { data } = await this.ask(this.workflowFile, (request, of) =>
      request(
        'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
        {
          ...of,
          workflow_id: this.workflow,
          ref: branch,
          inputs,
          ...details,
          // A second one would be a second run.
          request: { retries: 0 },
        },
      ),
    );
    const { workflow_run_id: id } = (data ?? {}) as {
      workflow_run_id?: number;
    };
    return id;
  }

  async getRun(id: number): Promise<WorkflowRun> {
    const { data } = await this.ask(`the run ${id}`, (request, of) =>
      request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
        ...of,
        run_id: id,
      }),
    );
    return data;
  }

  /** @returns the jobs of the newest attempt, in the order of GitHub's page */
  async listJobs(id: number): Promise<Job[]> {
    const { data } = await this.ask(`the jobs of run ${id}`, (request, of) =>
      request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', {
        ...of,
        run_id: id,
        per_page: JOBS_MAX,
      }),
    );
    return data.jobs;
  }

  /** @returns undefined as long as GitHub has no log of the job */
  async readJobLog(job: Job): Promise<string | undefined> {
    try {
      const { data } = await this.ask(
        `the log of job ${job.name}`,
        (request, of) =>
          request('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', {
            ...of,
            job_id: job.id,
          }),
      );
      return String(data ?? '');
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }

  /** Does nothing to a run that has ended. */
  async cancel(id: number): Promise<void> {
    try {
      await this.ask(`the end of run ${id}`, (request, of) =>
        request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', {
          ...of,
          run_id: id,
        }),
      );
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
    }
  }

  protected async ask<Answer>(
    what: string,
    ask: Parameters<typeof this.api.ask<Answer>>[2],
  ): Promise<Answer> {
    return this.api.ask(this.repository, { what }, ask);
  }

  protected get workflowFile(): string {
    return `the workflow .github/workflows/${this.workflow}`;
  }
}

function isInputError(error: unknown): error is InputError {
  return isError(error) && error.name === 'InputError';
}
