import { dirname, join } from 'node:path';
import { toError } from '@backstage/errors';
import { PipelineFile } from '@noshelfware/backstage-plugin-ml-models-common';
import { findFirstErrorLine } from '@noshelfware/backstage-plugin-ml-models-node';
import { childEnvironment } from '../process/childEnvironment';
import {
  EnvironmentProvider,
  PreparedEnvironment,
} from '../runtime/EnvironmentProvider';
import { describeStageFailure } from './describeStageFailure';
import { PlannedStage } from './planStages';
import { readLogEnd } from './readLogEnd';
import { listFailedChecks } from './readModelReport';
import { RunFolder } from './RunFolder';
import { FIRST_STAGE, RunFailure } from './RunRecord';
import { RunRecorder } from './RunRecorder';
import { runStage, StageEnd } from './runStage';
import { StageLog } from './StageLog';

export interface StageExecutorOptions {
  folder: RunFolder;
  recorder: RunRecorder;
  environment: PipelineFile['environment'];
  environments: EnvironmentProvider;
  /** Ends all stages. */
  signal: AbortSignal;
}

/** Runs the stages of one run, keeping record and logs. */
export class StageExecutor {
  /** Of the stage that failed first. */
  failure?: RunFailure;
  private prepared: PreparedEnvironment = { variables: {} };

  constructor(private readonly options: StageExecutorOptions) {}

  async execute(stage: PlannedStage): Promise<'succeeded' | 'failed'> {
    const { folder, recorder, signal } = this.options;
    if (signal.aborted) {
      return 'failed';
    }
    const startedAt = new Date();
    const log = new StageLog(folder.stageLog(stage.name));
    try {
      await recorder.updateStage(stage.name, {
        status: 'running',
        startedAt: startedAt.toISOString(),
      });
      const message = await this.attempt(stage, log, startedAt);
      if (message === undefined) {
        await this.settle(stage, 'succeeded');
        return 'succeeded';
      }
      if (signal.aborted) {
        log.note('Ended before it was done');
        await this.settle(stage, 'cancelled', this.reasonToEnd());
      } else {
        await this.fail(stage, message, log);
      }
    } catch (error) {
      await this.fail(stage, toError(error).message, log);
    }
    return 'failed';
  }

  /** @returns why it failed; undefined when it succeeded */
  private async attempt(
    stage: PlannedStage,
    log: StageLog,
    startedAt: Date,
  ): Promise<string | undefined> {
    if (stage.run === undefined) {
      return this.prepareEnvironment(log);
    }
    log.note(`$ ${stage.run}`);
    const end = await this.run(stage.name, stage.run, log);
    const seconds = (Date.now() - startedAt.getTime()) / 1000;
    if (end.exitCode === 0) {
      log.note(`Done after ${seconds.toFixed(1)} s`);
      return undefined;
    }
    return this.describe(stage.name, end, seconds);
  }

  private async prepareEnvironment(log: StageLog): Promise<string | undefined> {
    const { environment, environments, folder, signal } = this.options;
    if (!environment) {
      return undefined;
    }
    const preparing = environments.prepare(
      {
        lockFile: join(folder.checkout, environment.lock),
        python: environment.python,
      },
      line => log.print(line),
    );
    const aborted = new Promise<undefined>(resolve => {
      signal.addEventListener('abort', () => resolve(undefined), {
        once: true,
      });
    });
    const prepared = await Promise.race([preparing, aborted]);
    if (!prepared) {
      preparing.catch(() => {
        // nobody waits for it any more
      });
      return 'Ended before it was done';
    }
    this.prepared = prepared;
    return undefined;
  }

  private run(
    stage: string,
    command: string,
    log: StageLog,
  ): Promise<StageEnd> {
    const { folder, signal } = this.options;
    const { binDirectory, variables } = this.prepared;
    return runStage({
      command,
      folder: folder.checkout,
      logFile: log.file,
      identityFile: folder.stageIdentity(stage),
      signal,
      environment: childEnvironment({
        network: true,
        // Only what installs packages may see the password of their index.
        packageIndex: stage === FIRST_STAGE,
        variables: { ...variables, CI: 'true' },
        binDirectories: [
          ...(binDirectory ? [binDirectory] : []),
          dirname(process.execPath),
        ],
      }),
    });
  }

  private async describe(
    stage: string,
    end: StageEnd,
    seconds: number,
  ): Promise<string> {
    const { folder } = this.options;
    return describeStageFailure({
      stage,
      end,
      seconds,
      failedChecks:
        stage === 'evaluate' ? await listFailedChecks(folder.checkout) : [],
      logEnd: await readLogEnd(folder.stageLog(stage)),
    });
  }

  private async fail(
    stage: PlannedStage,
    message: string,
    log: StageLog,
  ): Promise<void> {
    const firstErrorLine =
      stage.run === undefined
        ? undefined
        : findFirstErrorLine(await readLogEnd(log.file));
    log.note(message);
    this.failure ??= { stage: stage.name, message, firstErrorLine };
    await this.settle(stage, 'failed', message);
  }

  private settle(
    stage: PlannedStage,
    status: 'succeeded' | 'failed' | 'cancelled',
    message?: string,
  ): Promise<void> {
    return this.options.recorder.updateStage(stage.name, {
      status,
      endedAt: new Date().toISOString(),
      message,
    });
  }

  private reasonToEnd(): string {
    return this.failure
      ? `Ended, because step ${this.failure.stage} failed`
      : 'Ended before it was done';
  }
}
