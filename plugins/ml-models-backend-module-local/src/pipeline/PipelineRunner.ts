import { access, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { DataDirectory, pipelineRunFolder } from '../dataDirectory';
import { ProcessLock } from '../process/ProcessLock';
import { EnvironmentProvider } from '../runtime/EnvironmentProvider';
import { collectOutput } from './collectOutput';
import { endLeftovers } from './endLeftovers';
import { planStages } from './planStages';
import { readPipeline } from './readPipeline';
import { resumeRun } from './resumeRun';
import { RunFolder } from './RunFolder';
import { currentStageOf, FIRST_STAGE, isFinalRun } from './RunRecord';
import { RunRecorder } from './RunRecorder';
import { RunSource } from './RunSource';
import { runStages } from './runStages';
import { StageExecutor } from './StageExecutor';

export interface PipelineRunnerOptions {
  folder: RunFolder;
  data: DataDirectory;
  source: RunSource;
  environments: EnvironmentProvider;
}

/**
 * Brings one run to its end, from the first stage that has not succeeded yet:
 * a runner that died before, and one that was asked to stop, are gone on from.
 */
export class PipelineRunner {
  private readonly abort = new AbortController();
  private isStopped = false;

  constructor(private readonly options: PipelineRunnerOptions) {}

  /** Returns at once when another runner is at it, or the run has ended. */
  async run(): Promise<void> {
    const { folder } = this.options;
    const lock = (await folder.exists())
      ? await ProcessLock.tryAcquire(folder.lock)
      : undefined;
    if (!lock) {
      return;
    }
    try {
      const record = await folder.readRecord();
      if (!isFinalRun(record)) {
        await endLeftovers(folder, record);
        await this.runUnfinished(new RunRecorder(folder, record));
      }
    } finally {
      await lock.release();
    }
  }

  /** Ends the stages; a run that is not cancelled can be gone on with. */
  stop(): void {
    this.isStopped = true;
    this.abort.abort();
  }

  private async runUnfinished(recorder: RunRecorder): Promise<void> {
    const { folder } = this.options;
    try {
      if (!(await folder.isMarkedCancelled())) {
        await this.runToEnd(recorder);
      }
    } catch (error) {
      await recorder.failAt(currentStageOf(recorder.record), error);
    }
    if (isFinalRun(recorder.record)) {
      return;
    }
    if (await folder.isMarkedCancelled()) {
      await recorder.end('cancelled', 'The deployment was cancelled');
    } else if (this.isStopped) {
      await recorder.suspend();
    }
  }

  private async runToEnd(recorder: RunRecorder): Promise<void> {
    const { folder, data, environments } = this.options;
    await recorder.update({ state: 'running' });
    await this.checkOut(recorder);
    if (isFinalRun(recorder.record)) {
      return;
    }
    const pipeline = await readPipeline(folder.checkout);
    const stages = planStages(pipeline);
    const before = new Map(recorder.record.stages.map(s => [s.name, s]));
    await recorder.update({
      stages: stages.map(({ name, run }) => {
        const stage = before.get(name);
        return stage?.status === 'succeeded' && run !== undefined
          ? stage
          : { name, status: 'pending' };
      }),
    });
    const executor = new StageExecutor({
      folder,
      recorder,
      environment: pipeline.environment,
      environments,
      signal: this.abort.signal,
    });
    const hasSucceeded = await runStages({
      stages,
      done: new Set(
        recorder.record.stages
          .filter(stage => stage.status === 'succeeded')
          .map(stage => stage.name),
      ),
      limit: availableParallelism(),
      run: stage => executor.execute(stage),
      onFailure: () => this.abort.abort(),
    });
    if (hasSucceeded) {
      await this.succeed(recorder, data);
    } else if (executor.failure) {
      await recorder.end(
        'failed',
        `Not run, because step ${executor.failure.stage} failed`,
        executor.failure,
      );
    }
  }

  private async checkOut(recorder: RunRecorder): Promise<void> {
    const { folder, data, source } = this.options;
    if (recorder.record.commit && (await isThere(folder.checkout))) {
      return;
    }
    await rm(folder.checkout, { recursive: true, force: true });
    const { sourceLocation, commit, resumeFrom } = await folder.readRequest();
    if (resumeFrom) {
      const from = new RunFolder(pipelineRunFolder(data, resumeFrom.runId));
      if (await resumeRun(recorder, { folder, from })) {
        return;
      }
    }
    const fetched = await source.checkOut({
      sourceLocation,
      commit,
      folder: folder.checkout,
    });
    await recorder.update({ commit: fetched });
  }

  private async succeed(
    recorder: RunRecorder,
    data: DataDirectory,
  ): Promise<void> {
    const { folder } = this.options;
    try {
      await collectOutput(folder, data);
    } catch (error) {
      const last = recorder.record.stages.at(-1)?.name ?? FIRST_STAGE;
      await recorder.failAt(last, error);
      return;
    }
    await recorder.end('succeeded', '');
    await rm(folder.checkout, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false; // that is the answer
  }
}
