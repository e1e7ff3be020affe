import { ConflictError, isError, NotImplementedError } from '@backstage/errors';
import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  DispatchOptions,
  GitHubWorkflows,
  JOBS_MAX,
  LOCKS,
  RUNS_LOOKED_AT,
} from '../runs/GitHubWorkflows';
import { ApiCommit, toCommit } from '../runs/toCommit';
import { DispatchedRun, Job } from '../runs/WorkflowRun';
import { mendSteps } from './mendSteps';
import { NO_COMMIT, toRefUpdate, wasRefUpdated } from './refUpdate';

/**
 * What Gitea is asked and told of the workflow of one repository. Its API is GitHub's
 * but for what is here; seen with 1.26, whose runs have the names that `run-name` gives.
 */
export class GiteaWorkflows extends GitHubWorkflows {
  override get givesLiveLogs(): boolean {
    return true;
  }

  /** Those of all workflows: Gitea lists them by workflow from 1.27 on. */
  protected override async listDispatched(): Promise<DispatchedRun[]> {
    const { data } = await this.ask('the runs', (request, of) =>
      request('GET /repos/{owner}/{repo}/actions/runs', {
        ...of,
        event: 'workflow_dispatch',
        limit: RUNS_LOOKED_AT,
      }),
    );
    return data.workflow_runs;
  }

  override async getCommit(ref: string): Promise<Commit> {
    const { data } = await this.ask<{ data: ApiCommit }>(
      `the commit ${ref}`,
      (request, of) =>
        request('GET /repos/{owner}/{repo}/git/commits/{ref}', {
          ...of,
          ref,
          stat: false,
          verification: false,
          files: false,
        }),
    );
    return toCommit(data);
  }

  /** Gitea makes refs for who pushes them alone. */
  override async tryLock(
    deploymentId: string,
    commit: string,
  ): Promise<boolean> {
    return this.push(deploymentId, { from: NO_COMMIT, to: commit });
  }

  override async unlock(deploymentId: string): Promise<void> {
    const held = await this.findLock(deploymentId);
    if (held) {
      await this.push(deploymentId, { from: held, to: NO_COMMIT });
    }
  }

  /** It takes the wish for the run's number in the query. */
  override async dispatch({
    branch,
    inputs,
  }: DispatchOptions): Promise<number | undefined> {
    const { data } = await this.ask<{ data?: { workflow_run_id?: number } }>(
      this.workflowFile,
      (request, of) =>
        request(
          'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches?return_run_details=true',
          {
            ...of,
            workflow_id: this.workflow,
            ref: branch,
            inputs,
            // A second one would be a second run.
            request: { retries: 0 },
          },
        ),
    );
    return data?.workflow_run_id;
  }

  override async listJobs(id: number): Promise<Job[]> {
    const { data } = await this.ask<{ data: { jobs: Job[] } }>(
      `the jobs of run ${id}`,
      (request, of) =>
        request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', {
          ...of,
          run_id: id,
          limit: JOBS_MAX,
        }),
    );
    return Promise.all(
      data.jobs.map(job => mendSteps(job, () => this.readJobLog(job))),
    );
  }

  /**
   * @throws NotImplementedError for a run that goes on, of a Gitea that cannot be
   *   asked to end it: all until 1.28
   */
  override async cancel(id: number): Promise<void> {
    const { status, html_url: page } = await this.getRun(id);
    if (status === 'completed') {
      return;
    }
    try {
      await super.cancel(id);
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        throw new NotImplementedError(
          `Gitea has no call that ends a run: end it on its page, ${page}`,
        );
      }
      throw error;
    }
  }

  private async findLock(deploymentId: string): Promise<string | undefined> {
    try {
      const { data } = await this.ask<{
        data: { ref: string; object: { sha: string } }[];
      }>(`the note of deployment ${deploymentId}`, (request, of) =>
        request('GET /repos/{owner}/{repo}/git/refs/{ref}', {
          ...of,
          ref: `${LOCKS}/${deploymentId}`,
        }),
      );
      return data[0]?.object.sha;
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }

  /** @returns false where the ref is not what it is to be changed from */
  private async push(
    deploymentId: string,
    change: { from: string; to: string },
  ): Promise<boolean> {
    const ref = `refs/${LOCKS}/${deploymentId}`;
    const { webUrl } = this.api.getHost(this.repository.host);
    const what = `the note of deployment ${deploymentId}`;
    const { data } = await this.ask<{ data: ArrayBuffer }>(
      what,
      (request, { owner, repo }) =>
        request({
          method: 'POST',
          url: `${webUrl}/{owner}/{repo}.git/git-receive-pack`,
          owner,
          repo,
          headers: { 'content-type': 'application/x-git-receive-pack-request' },
          data: toRefUpdate({ ...change, ref }),
        }),
    );
    const report = Buffer.from(data).toString('utf8');
    if (/^[0-9a-f]{4}unpack ok\n/.test(report)) {
      return wasRefUpdated(report, ref);
    }
    throw new ConflictError(
      `${this.repository.host} did not take ${what}: ${report.trim()}`,
    );
  }
}
