import { randomUUID } from 'node:crypto';
import {
  access,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { hasErrorCode } from '../process/hasErrorCode';
import { replaceFile } from '../replaceFile';
import { NEW_RUN, RunRecord, runRecordSchema } from './RunRecord';

export const runRequestSchema = z.object({
  deploymentId: z.string(),
  modelRef: z.string(),
  sourceLocation: z.string(),
  commit: z.string().optional(),
  resumeFrom: z.object({ engine: z.string(), runId: z.string() }).optional(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** All that one run keeps on disk. */
export class RunFolder {
  readonly runId: string;
  readonly checkout: string;
  /** Validated copies of what a succeeded run leaves behind. */
  readonly output: string;
  readonly report: string;
  readonly referenceRows: string;
  /** JSON; absent where the repository names none. */
  readonly lockFile: string;
  /** A folder; see `ProcessLock`. */
  readonly lock: string;
  readonly runnerLog: string;
  private readonly request: string;
  private readonly record: string;
  private readonly cancelMark: string;
  private readonly starts: string;

  constructor(readonly path: string) {
    this.runId = basename(path);
    this.checkout = join(path, 'checkout');
    this.output = join(path, 'output');
    this.report = join(this.output, 'model-report.json');
    this.referenceRows = join(this.output, 'reference.jsonl');
    this.lockFile = join(this.output, 'lock-file.json');
    this.lock = join(path, 'lock');
    this.runnerLog = join(path, 'runner.log');
    this.request = join(path, 'request.json');
    this.record = join(path, 'status.json');
    this.cancelMark = join(path, 'cancelled');
    this.starts = join(path, 'starts');
  }

  stageLog(stage: string): string {
    return join(this.path, 'logs', `${stage}.log`);
  }

  /** Where the process of a stage notes who it is. */
  stageIdentity(stage: string): string {
    return join(this.path, 'processes', stage);
  }

  /**
   * The folder appears with its request in it, or not at all.
   *
   * @returns whether it was made now; of several callers one wins
   */
  async tryCreate(request: RunRequest): Promise<boolean> {
    const built = join(dirname(this.path), `.${this.runId}-${randomUUID()}`);
    try {
      for (const folder of ['logs', 'processes', 'starts', 'output']) {
        await mkdir(join(built, folder), { recursive: true, mode: 0o700 });
      }
      await writeFile(join(built, 'request.json'), JSON.stringify(request));
      await rename(built, this.path);
      return true;
    } catch (error) {
      await rm(built, { recursive: true, force: true });
      if (hasErrorCode(error, 'ENOTEMPTY', 'EEXIST')) {
        return false;
      }
      throw error;
    }
  }

  exists(): Promise<boolean> {
    return isThere(this.request);
  }

  async readRequest(): Promise<RunRequest> {
    return runRequestSchema.parse(
      JSON.parse(await readFile(this.request, 'utf8')),
    );
  }

  async readRecord(): Promise<RunRecord> {
    try {
      return runRecordSchema.parse(
        JSON.parse(await readFile(this.record, 'utf8')),
      );
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) {
        return NEW_RUN;
      }
      throw error;
    }
  }

  /** Only for the holder of the lock. */
  async writeRecord(record: RunRecord): Promise<void> {
    await replaceFile(this.record, JSON.stringify(record));
  }

  async markCancelled(): Promise<void> {
    await writeFile(this.cancelMark, '');
  }

  isMarkedCancelled(): Promise<boolean> {
    return isThere(this.cancelMark);
  }

  /** @returns how often a runner has been started for this run, this one included */
  async countStart(): Promise<number> {
    await writeFile(join(this.starts, randomUUID()), '');
    return (await readdir(this.starts)).length;
  }

  /** A runner that was asked to stop has not died. */
  async forgetStarts(): Promise<void> {
    for (const name of await readdir(this.starts)) {
      await rm(join(this.starts, name), { force: true });
    }
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false; // that is the answer
  }
}
