import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasErrorCode } from '../process/hasErrorCode';

/** What a build prints, for those who wait for it in other processes. */
export class BuildLog {
  private readBytes = 0;

  constructor(private readonly file: string) {}

  /** Starts the log anew; only for who builds. */
  open(onLog: (line: string) => void): (line: string) => void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    writeFileSync(this.file, '', { mode: 0o600 });
    this.readBytes = 0;
    return line => {
      onLog(line);
      appendFileSync(this.file, `${line}\n`);
      this.readBytes += Buffer.byteLength(line) + 1;
    };
  }

  /** Passes on the whole lines that have come since the last call. */
  async follow(onLog: (line: string) => void): Promise<void> {
    const content = await this.read();
    if (content.length < this.readBytes) {
      this.readBytes = 0; // somebody started a new build
    }
    const fresh = content.subarray(this.readBytes);
    const whole = fresh.subarray(0, fresh.lastIndexOf('\n') + 1);
    this.readBytes += whole.length;
    whole.toString('utf8').split('\n').filter(Boolean).forEach(onLog);
  }

  private async read(): Promise<Buffer> {
    try {
      return await readFile(this.file);
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) {
        return Buffer.alloc(0);
      }
      throw error;
    }
  }
}
