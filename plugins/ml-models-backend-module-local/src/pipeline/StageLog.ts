import { appendFileSync } from 'node:fs';

/** What the engine itself adds to the log of a stage. */
export class StageLog {
  constructor(readonly file: string) {}

  /** A line with the time, to be told from what the stage prints. */
  note(text: string): void {
    this.print(`[${new Date().toISOString()}] ${text}`);
  }

  print(line: string): void {
    try {
      appendFileSync(this.file, `${line}\n`, { mode: 0o600 });
    } catch {
      // On a full disk what happens goes on, and is told by the run's own record.
    }
  }
}
