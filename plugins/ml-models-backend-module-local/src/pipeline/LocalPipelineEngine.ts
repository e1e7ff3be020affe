import { readFile } from 'node:fs/promises';
import {
  ConflictError,
  NotFoundError,
  NotImplementedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  LogChunk,
  modelReportSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  PipelineRequest,
  PipelineRunOutput,
  PipelineRunRef,
  PipelineRunStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { assertPathSegment, pipelineRunFolder } from '../dataDirectory';
import { isDiskFull } from '../process/isDiskFull';
import { readKeptLockFile } from './findLockFile';
import { pruneRuns } from './pruneRuns';
import { readReferenceRows } from './readReferenceRows';
import { readStageLog } from './readStageLog';
import { RunFolder } from './RunFolder';
import { RunnerProcesses, RunnerProcessesOptions } from './RunnerProcesses';
import { isFinalRun, RunRecord } from './RunRecord';

/** Runs the stages of a repository as processes of this machine. */
export class LocalPipelineEngine implements PipelineEngine {
  readonly id = 'local';
  readonly resumes = true;
  private readonly runners: RunnerProcesses;

  constructor(private readonly options: RunnerProcessesOptions) {
    this.runners = new RunnerProcesses(options);
  }

  async trigger(request: PipelineRequest): Promise<PipelineRunRef> {
    assertPosix();
    const { data, logger } = this.options;
    const runId = request.deploymentId;
    const folder = new RunFolder(pipelineRunFolder(data, runId));
    if (await this.tryCreate(folder, request)) {
      pruneRuns(data.pipeline).catch(error =>
        logger.warn('Could not clear old pipeline runs away', toError(error)),
      );
    }
    await this.runners.ensure(folder);
    return { engine: this.id, runId };
  }

  async describe(run: PipelineRunRef): Promise<PipelineRunStatus> {
    const folder = await this.getFolder(run);
    const record = await folder.readRecord();
    if (isFinalRun(record)) {
      return toStatus(record);
    }
    await this.runners.ensure(folder);
    return toStatus(await folder.readRecord());
  }

  async readOutput(run: PipelineRunRef): Promise<PipelineRunOutput> {
    const folder = await this.getFolder(run);
    const { state, commit } = await folder.readRecord();
    if (state !== 'succeeded' || !commit) {
      throw new ConflictError(
        `Pipeline run ${run.runId} has no output: it is ${state}`,
      );
    }
    const report = modelReportSchema.parse(
      JSON.parse(await readFile(folder.report, 'utf8')),
    );
    return {
      report,
      referenceRows: await readReferenceRows({
        file: folder.referenceRows,
        name: folder.referenceRows,
      }),
      artifactUri: `local:${report.artifact.digest}`,
      lockFile: await readKeptLockFile(folder.lockFile),
      commit,
    };
  }

  async readLog(
    run: PipelineRunRef,
    stage: string,
    from: number,
  ): Promise<LogChunk> {
    const folder = await this.getFolder(run);
    // Before the log: a stage that ends between the two has written all of it.
    const record = await folder.readRecord();
    const found = record.stages.find(({ name }) => name === stage);
    const isOpen =
      found === undefined || ['pending', 'running'].includes(found.status);
    const isClosed = isFinalRun(record) || !isOpen;
    const file = folder.stageLog(assertPathSegment(stage));
    return readStageLog({ file, from, isClosed });
  }

  async cancel(run: PipelineRunRef): Promise<void> {
    const folder = await this.getFolder(run);
    if (!isFinalRun(await folder.readRecord())) {
      await this.runners.cancel(folder);
    }
  }

  /**
   * Stops the runners before the portal goes. Their runs are gone on with, from
   * the stage they were in, when somebody asks for them again.
   */
  stop(): Promise<void> {
    return this.runners.stop();
  }

  private async tryCreate(
    folder: RunFolder,
    request: PipelineRequest,
  ): Promise<boolean> {
    try {
      return await folder.tryCreate(request);
    } catch (error) {
      if (isDiskFull(error)) {
        throw new ServiceUnavailableError(
          `The disk is full: the pipeline run could not be started in ${folder.path}. Free some space and deploy again`,
          error,
        );
      }
      throw error;
    }
  }

  private async getFolder({ runId }: PipelineRunRef): Promise<RunFolder> {
    const folder = new RunFolder(pipelineRunFolder(this.options.data, runId));
    if (!(await folder.exists())) {
      throw new NotFoundError(
        `There is no pipeline run ${runId} in ${this.options.data.pipeline}; only the newest 200 are kept`,
      );
    }
    return folder;
  }
}

function toStatus(record: RunRecord): PipelineRunStatus {
  return {
    state: record.state,
    commit: record.commit,
    stages: record.stages.map(({ startedAt, endedAt, ...stage }) => ({
      ...stage,
      startedAt: startedAt ? new Date(startedAt) : undefined,
      endedAt: endedAt ? new Date(endedAt) : undefined,
    })),
    failure: record.failure,
  };
}

function assertPosix(): void {
  if (process.platform === 'win32') {
    throw new NotImplementedError(
      'The local pipeline engine needs a POSIX shell; on Windows run the portal in WSL (https://learn.microsoft.com/windows/wsl)',
    );
  }
}
