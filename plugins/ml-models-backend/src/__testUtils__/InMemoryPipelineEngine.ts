import { NotFoundError } from '@backstage/errors';
import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  PipelineRequest,
  PipelineRunOutput,
  PipelineRunRef,
  PipelineRunStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { aModelReport, aReferenceRow } from './aModelReport';

interface Run {
  request: PipelineRequest;
  looks: number;
  cancelled: boolean;
}

/** Gets through one stage with each look. */
export class InMemoryPipelineEngine implements PipelineEngine {
  readonly id = 'local';
  readonly runs = new Map<string, Run>();
  stages = ['setup', 'test', 'train'];
  /** The stage that fails. */
  failing?: string;
  /** Never gets further than its first stage. */
  stuck = false;
  /** Called with each look, before it is answered. */
  onDescribe: (deploymentId: string) => Promise<void> = async () => {};
  output: Partial<PipelineRunOutput> | undefined = {};

  async trigger(request: PipelineRequest): Promise<PipelineRunRef> {
    const runId = `run of ${request.deploymentId}`;
    if (!this.runs.has(runId)) {
      this.runs.set(runId, { request, looks: 0, cancelled: false });
    }
    return { engine: this.id, runId };
  }

  async describe(ref: PipelineRunRef): Promise<PipelineRunStatus> {
    const run = this.getRun(ref);
    await this.onDescribe(run.request.deploymentId);
    const failingAt = this.stages.indexOf(this.failing ?? '');
    const done = this.stuck ? 0 : run.looks;
    run.looks += 1;
    if (run.cancelled) {
      return { state: 'cancelled', stages: this.stagesAfter(0) };
    }
    if (failingAt >= 0 && done > failingAt) {
      return this.failedAt(failingAt);
    }
    return {
      state: done >= this.stages.length ? 'succeeded' : 'running',
      commit: { sha: run.request.commit ?? 'c'.repeat(40) },
      stages: this.stagesAfter(done),
    };
  }

  async readOutput(
    ref: PipelineRunRef,
  ): Promise<PipelineRunOutput | undefined> {
    const { request } = this.getRun(ref);
    return (
      this.output && {
        report: aModelReport(),
        referenceRows: [aReferenceRow()],
        artifactUri: `file:///artifacts/${request.deploymentId}.tar.gz`,
        commit: { sha: request.commit ?? 'c'.repeat(40) },
        ...this.output,
      }
    );
  }

  async readLog(
    ref: PipelineRunRef,
    stage: string,
    from: number,
  ): Promise<LogChunk> {
    this.getRun(ref);
    const text = `log of ${stage}\n`.slice(from);
    return { text, next: from + text.length, complete: true };
  }

  async cancel(ref: PipelineRunRef): Promise<void> {
    this.getRun(ref).cancelled = true;
  }

  private failedAt(index: number): PipelineRunStatus {
    const stages = this.stagesAfter(index);
    stages[index].status = 'failed';
    return {
      state: 'failed',
      stages,
      failure: {
        stage: this.stages[index],
        message: `Stage ${this.stages[index]} ended with exit code 1`,
        firstErrorLine: 'AssertionError: 1 != 2',
      },
    };
  }

  private stagesAfter(done: number): PipelineRunStatus['stages'] {
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
