import { toError } from '@backstage/errors';
import { RunFolder } from './RunFolder';
import { endStages, RunFailure, RunRecord, RunStage } from './RunRecord';
import { StageLog } from './StageLog';

/** Keeps the record of a run, in memory and on disk. */
export class RunRecorder {
  /** Stages end at the same time; their writes must not overtake each other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly folder: RunFolder, public record: RunRecord) {}

  /** @returns once it is on disk */
  update(change: Partial<RunRecord>): Promise<void> {
    this.record = { ...this.record, ...change };
    const { record } = this;
    const written = this.queue.then(() => this.folder.writeRecord(record));
    this.queue = written.catch(() => {
      // the caller hears of it; the next write is worth a try
    });
    return written;
  }

  updateStage(name: string, change: Partial<RunStage>): Promise<void> {
    return this.update({
      stages: this.record.stages.map(stage =>
        stage.name === name ? { ...stage, ...change } : stage,
      ),
    });
  }

  /** Ends the run and what of it has not ended. */
  end(
    state: 'succeeded' | 'failed' | 'cancelled',
    message: string,
    failure?: RunFailure,
  ): Promise<void> {
    const now = new Date().toISOString();
    const stages = endStages(this.record.stages, now, message);
    return this.update({ state, failure, stages });
  }

  /** For what went wrong outside of a stage's own command. */
  async failAt(name: string, thrown: unknown): Promise<void> {
    const { message } = toError(thrown);
    new StageLog(this.folder.stageLog(name)).note(message);
    const { stages } = this.record;
    if (!stages.some(stage => stage.name === name)) {
      await this.update({ stages: [{ name, status: 'failed' }, ...stages] });
    }
    await this.updateStage(name, {
      status: 'failed',
      endedAt: new Date().toISOString(),
      message,
    });
    await this.end('failed', `Not run, because step ${name} failed`, {
      stage: name,
      message,
    });
  }

  /** Leaves the run to be gone on with, which does not count as a death. */
  async suspend(): Promise<void> {
    await this.folder.forgetStarts();
    await this.update({
      state: 'queued',
      stages: this.record.stages.map(stage =>
        stage.status === 'succeeded'
          ? stage
          : { name: stage.name, status: 'pending' },
      ),
    });
  }
}
