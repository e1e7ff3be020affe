import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  PipelineRunRef,
  PipelineRunStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import {
  createDataDirectory,
  DataDirectory,
  dataDirectoryAt,
} from '../dataDirectory';
import { LocalPipelineEngine } from '../pipeline/LocalPipelineEngine';
import { RunFolder } from '../pipeline/RunFolder';
import { ProcessIdentity } from '../process/processIdentity';
import { ProcessLock } from '../process/ProcessLock';
import { aModelRepository, ModelRepositoryOptions } from './modelRepository';
import { temporaryDirectory } from './temporaryDirectory';

/** An engine with a data directory of its own, anew for each test. */
export class TemporaryPipeline {
  readonly data: DataDirectory;
  readonly deploymentId = 'deployment-1';
  engine: LocalPipelineEngine;

  constructor(readonly folder: string) {
    this.data = dataDirectoryAt(join(folder, 'data'));
    this.engine = this.anotherEngine();
  }

  /** As after a restart, or in another replica. */
  anotherEngine(): LocalPipelineEngine {
    const logger = mockServices.logger.mock();
    return new LocalPipelineEngine({ data: this.data, logger });
  }

  /** @returns source location of a model repository that was just pushed to */
  async push(options: Partial<ModelRepositoryOptions> = {}): Promise<{
    sourceLocation: string;
    commit: string;
  }> {
    const work = join(this.folder, 'work');
    return aModelRepository({ data: this.data, work, ...options });
  }

  async trigger(
    options: Partial<ModelRepositoryOptions> = {},
  ): Promise<PipelineRunRef> {
    return this.triggerFor((await this.push(options)).sourceLocation);
  }

  triggerFor(sourceLocation: string, commit?: string): Promise<PipelineRunRef> {
    return this.engine.trigger({
      deploymentId: this.deploymentId,
      modelRef: 'mlmodel:default/tiny',
      sourceLocation,
      commit,
    });
  }

  untilEnded(run: PipelineRunRef): Promise<PipelineRunStatus> {
    return until(
      () => this.engine.describe(run),
      ({ state }) => state !== 'queued' && state !== 'running',
    );
  }

  /** @returns path of a file that stages can write to, and that outlives them */
  file(name: string): string {
    return join(this.folder, name);
  }

  untilContent(file: string, pattern = /./): Promise<string> {
    return until(
      () => readFile(file, 'utf8').catch(() => ''),
      content => pattern.test(content),
    );
  }

  findRunner(): Promise<ProcessIdentity | undefined> {
    return ProcessLock.findHolder(
      new RunFolder(join(this.data.pipeline, this.deploymentId)).lock,
    );
  }

  async killRunner(): Promise<void> {
    const runner = await this.findRunner();
    if (!runner) {
      throw new Error('there is no runner to kill');
    }
    process.kill(runner.pid, 'SIGKILL');
  }
}

/** @returns how to reach the pipeline of the running test */
export function temporaryPipeline(): () => TemporaryPipeline {
  let pipeline: TemporaryPipeline;
  const folder = temporaryDirectory();
  afterEach(() => pipeline.engine.stop());
  beforeEach(async () => {
    pipeline = new TemporaryPipeline(folder.path);
    await createDataDirectory(pipeline.data);
  });
  return () => pipeline;
}
