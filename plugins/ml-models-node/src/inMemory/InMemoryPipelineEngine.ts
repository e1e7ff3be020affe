import { ConflictError, NotFoundError } from '@backstage/errors';
import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  PipelineRequest,
  PipelineRunOutput,
  PipelineRunRef,
  PipelineRunStatus,
  PipelineStageStatus,
} from '../PipelineEngine';
import { aModelReport, aReferenceRow } from './aModelReport';
import { cutLog } from './cutLog';

interface Run {
  request: PipelineRequest;
  commit: string;
  looks: number;
  cancelled: boolean;
}

/** Gets through one stage with each look. */
export class InMemoryPipelineEngine implements PipelineEngine {
  readonly id = 'local';
  /** It only remembers what it was asked to resume from. */
  resumes = true;
  readonly runs = new Map<string, Run>();
  stages = ['setup', 'test', 'train'];
  /** The stage that fails. */
  failing?: string;
  /** Never gets further than its first stage. */
  stuck = false;
  /** The page of each run. */
  url?: string;
  /** Full SHA of the commit that is built when none is asked for. */
  head = 'c'.repeat(40);
  /** Called with each look, before it is answered. */
  onDescribe: (deploymentId: string) => Promise<void> = async () => {};
  /** In place of what a run leaves behind; undefined: it registers by HTTP. */
  output: Partial<PipelineRunOutput> | undefined = {};
  logOf: (stage: string) => string = stage => `log of ${stage}\n`;

  async trigger(request: PipelineRequest): Promise<PipelineRunRef> {
    const runId = `run of ${request.deploymentId}`;
    if (!this.runs.has(runId)) {
      const commit = request.commit ?? this.head;
      this.runs.set(runId, { request, commit, looks: 0, cancelled: false });
    }
    return { engine: this.id, runId };
  }

  async describe(ref: PipelineRunRef): Promise<PipelineRunStatus> {
    const run = this.getRun(ref);
    await this.onDescribe(run.request.deploymentId);
    const status = this.statusOf(run);
    run.looks += 1;
    return { ...status, url: this.url };
  }

  async readOutput(
    ref: PipelineRunRef,
  ): Promise<PipelineRunOutput | undefined> {
    const run = this.getRun(ref);
    const { state } = this.statusOf(run);
    if (state !== 'succeeded') {
      throw new ConflictError(`'${ref.runId}' has no output: it is ${state}`);
    }
    return (
      this.output && {
        report: aModelReport(),
        referenceRows: [aReferenceRow()],
        artifactUri: `file:///artifacts/${run.request.deploymentId}.tar.gz`,
        commit: { sha: run.commit },
        ...this.output,
      }
    );
  }

  async readLog(
    ref: PipelineRunRef,
    stage: string,
    from: number,
  ): Promise<LogChunk> {
    const { state } = this.statusOf(this.getRun(ref));
    return {
      ...cutLog(this.logOf(stage), from),
      complete: state !== 'running',
    };
  }

  async cancel(ref: PipelineRunRef): Promise<void> {
    const run = this.getRun(ref);
    run.cancelled ||= this.statusOf(run).state === 'running';
  }

  private statusOf(run: Run): PipelineRunStatus {
    const commit = { sha: run.commit };
    if (run.cancelled) {
      return {
        state: 'cancelled',
        commit,
        stages: this.stagesEndedAt(0, 'cancelled'),
      };
    }
    const done = this.stuck ? 0 : run.looks;
    const failingAt = this.stages.indexOf(this.failing ?? '');
    if (failingAt >= 0 && done > failingAt) {
      return { ...this.failedAt(failingAt), commit };
    }
    return {
      state: done >= this.stages.length ? 'succeeded' : 'running',
      commit,
      stages: this.stagesAfter(done),
    };
  }

  private failedAt(index: number): PipelineRunStatus {
    return {
      state: 'failed',
      stages: this.stagesEndedAt(index, 'failed'),
      failure: {
        stage: this.stages[index],
        message: `Step ${this.stages[index]} ended with exit code 1`,
        firstErrorLine: 'AssertionError: 1 != 2',
      },
    };
  }

  private stagesEndedAt(
    index: number,
    end: 'failed' | 'cancelled',
  ): PipelineStageStatus[] {
    return this.stagesAfter(index).map((stage, at) =>
      at < index ? stage : { ...stage, status: at === index ? end : 'skipped' },
    );
  }

  private stagesAfter(done: number): PipelineStageStatus[] {
    return this.stages.map((name, index) => {
      if (index < done) {
        const at = new Date('2026-03-01T12:00:00.000Z');
        return { name, status: 'succeeded', startedAt: at, endedAt: at };
      }
      return { name, status: index === done ? 'running' : 'pending' };
    });
  }

  private getRun({ runId }: PipelineRunRef): Run {
    const run = this.runs.get(runId);
    if (!run) {
      throw new NotFoundError(`There is no run '${runId}'`);
    }
    return run;
  }
}
