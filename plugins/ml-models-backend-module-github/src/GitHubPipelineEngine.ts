import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, toError } from '@backstage/errors';
import {
  Commit,
  LogChunk,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  PipelineRequest,
  PipelineRunRef,
  PipelineRunStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { GitHubApi } from './api/GitHubApi';
import { parseSourceLocation } from './api/parseSourceLocation';
import { RepositoryId } from './api/RepositoryId';
import { GiteaWorkflows } from './gitea/GiteaWorkflows';
import { JobLogs } from './logs/JobLogs';
import { describeFailure } from './runs/describeFailure';
import { GitHubWorkflows } from './runs/GitHubWorkflows';
import { readCorrelation } from './runs/readCorrelation';
import { CommitReader } from './runs/CommitReader';
import { RecentRuns } from './runs/RecentRuns';
import { formatRunId, parseRunId, WorkflowRunId } from './runs/runId';
import { startRun, StartTiming } from './runs/startRun';
import { toRunState } from './runs/toRunState';
import { Stage, toStages } from './runs/toStages';
import { hasEnded, WorkflowRun } from './runs/WorkflowRun';

export interface GitHubPipelineEngineOptions {
  api: GitHubApi;
  logger: LoggerService;
  /** The workflow's file below `.github/workflows`. */
  workflow: string;
  /** @returns the base URL of the plugin's API, as GitHub's runners reach it */
  getPortalUrl(): Promise<string>;
  /** How long what GitHub has said of a run is not asked again. */
  pollMs: number;
  timing?: StartTiming;
}

const TIMING: StartTiming = { appearMs: 30_000, lookMs: 1_000 };

/**
 * Runs a workflow of the model's repository on GitHub Actions or Gitea. The workflow
 * registers the version itself, as the run that its context tells it to be.
 */
export class GitHubPipelineEngine implements PipelineEngine {
  readonly id = 'github';
  private readonly recent: RecentRuns;
  private readonly commits = new CommitReader();
  private readonly logs = new JobLogs();

  constructor(private readonly options: GitHubPipelineEngineOptions) {
    this.recent = new RecentRuns({
      pollMs: options.pollMs,
      stretch: runId => options.api.stretch(parseRunId(runId).repository),
    });
  }

  async trigger(request: PipelineRequest): Promise<PipelineRunRef> {
    const { getPortalUrl, timing = TIMING } = this.options;
    const repository = parseSourceLocation(request.sourceLocation);
    const id = await startRun({
      workflows: this.workflowsOf(repository),
      request,
      portalUrl: await getPortalUrl(),
      timing,
    });
    return { engine: this.id, runId: formatRunId({ repository, id }) };
  }

  async describe({ runId }: PipelineRunRef): Promise<PipelineRunStatus> {
    const run = parseRunId(runId);
    return this.recent.get(runId, () => this.look(run));
  }

  /** @returns undefined: the workflow registers its version by HTTP */
  async readOutput(run: PipelineRunRef): Promise<undefined> {
    const { state } = await this.describe(run);
    if (state !== 'succeeded') {
      throw new ConflictError(
        `The run ${run.runId} has no output: it is ${state}`,
      );
    }
  }

  async readLog(
    { runId }: PipelineRunRef,
    stageName: string,
    from: number,
  ): Promise<LogChunk> {
    const { repository, id } = parseRunId(runId);
    const workflows = this.workflowsOf(repository);
    const stages = toStages(await workflows.listJobs(id));
    const stage = stages.find(({ name }) => name === stageName);
    const log = stage && (await this.readStageLog(workflows, stage));
    if (!stage || log === undefined) {
      // GitHub has the log of a job only once all of its steps have ended.
      return { text: '', next: from, complete: false };
    }
    const bytes = Buffer.from(log);
    return {
      text: bytes.subarray(from).toString('utf8'),
      next: Math.max(from, bytes.length),
      complete: hasEnded(stage.job),
    };
  }

  async cancel({ runId }: PipelineRunRef): Promise<void> {
    const { repository, id } = parseRunId(runId);
    await this.workflowsOf(repository).cancel(id);
    await this.recent.forget(runId);
  }

  /** GitHub has told that something of a run has changed. */
  hear(runId: string): Promise<void> {
    return this.recent.hear(runId);
  }

  private async look({
    repository,
    id,
  }: WorkflowRunId): Promise<PipelineRunStatus> {
    const workflows = this.workflowsOf(repository);
    // The run first: jobs that are read after its end have ended as well.
    const run = await workflows.getRun(id);
    const stages = toStages(await workflows.listJobs(id));
    const state = toRunState(run);
    if (run.status === 'completed') {
      await this.unlock(workflows, run);
    }
    return {
      state,
      commit: await this.commitOf(workflows, run),
      stages: stages.map(({ job, step, ...stage }) => stage),
      url: run.html_url,
      failure:
        state === 'failed'
          ? await describeFailure({
              run,
              stages,
              readLog: async stage =>
                (await this.readStageLog(workflows, stage)) ?? '',
            })
          : undefined,
    };
  }

  private async readStageLog(
    workflows: GitHubWorkflows,
    { job, step }: Stage,
  ): Promise<string | undefined> {
    if (!hasEnded(job) && !(step?.started_at && workflows.givesLiveLogs)) {
      return undefined;
    }
    return step ? this.logs.read(workflows, job, step) : '';
  }

  private commitOf(
    workflows: GitHubWorkflows,
    run: WorkflowRun,
  ): Promise<Commit> {
    const { commit } = readCorrelation(run.display_title) ?? {};
    return this.commits.read(workflows, commit ?? run.head_sha);
  }

  private async unlock(
    workflows: GitHubWorkflows,
    run: WorkflowRun,
  ): Promise<void> {
    const correlation = readCorrelation(run.display_title);
    try {
      if (correlation) {
        await workflows.unlock(correlation.deploymentId);
      }
    } catch (error) {
      // What is left is a ref that nobody sees.
      this.options.logger.warn(
        `Could not remove the note of deployment ${correlation?.deploymentId}`,
        toError(error),
      );
    }
  }

  private workflowsOf(repository: RepositoryId): GitHubWorkflows {
    const { api, workflow } = this.options;
    const { kind } = api.getHost(repository.host);
    return kind === 'gitea'
      ? new GiteaWorkflows(api, repository, workflow)
      : new GitHubWorkflows(api, repository, workflow);
  }
}
