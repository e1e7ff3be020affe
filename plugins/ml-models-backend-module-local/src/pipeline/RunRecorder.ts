import { RunFolder } from './RunFolder';
import { RunRecord, RunStage } from './RunRecord';

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
}
