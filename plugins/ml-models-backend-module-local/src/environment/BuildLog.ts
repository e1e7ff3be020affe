import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasErrorCode } from '../process/hasErrorCode';

/** Opens a log, and is followed by when that was. */
const BEGUN = 'Its build began at ';

/** What a build prints, for those who wait for it in other processes. */
export class BuildLog {
  private readBytes = 0;
  private readonly askedMs: number;

  /** @param now - milliseconds since 1970; default: of this machine */
  constructor(
    private readonly file: string,
    private readonly now: () => number = Date.now,
  ) {
    this.askedMs = now();
  }

  /** Starts the log anew; only for who builds. */
  open(onLog: (line: string) => void): (line: string) => void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    writeFileSync(this.file, '', { mode: 0o600 });
    this.readBytes = 0;
    const print = (line: string) => {
      onLog(line);
      appendFileSync(this.file, `${line}\n`);
      this.readBytes += Buffer.byteLength(line) + 1;
    };
    print(`${BEGUN}${new Date(this.now()).toISOString()}`);
    return print;
  }

  /**
   * Passes on the whole lines that have come since the last call. Who joins a build
   * waits for less than it takes, so is told how long it had been under way.
   */
  async follow(onLog: (line: string) => void): Promise<void> {
    const content = await this.read();
    if (content.length < this.readBytes) {
      this.readBytes = 0; // somebody started a new build
    }
    const fresh = content.subarray(this.readBytes);
    const whole = fresh.subarray(0, fresh.lastIndexOf('\n') + 1);
    this.readBytes += whole.length;
    whole
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => this.sayHowLongAgo(line))
      .forEach(onLog);
  }

  private sayHowLongAgo(line: string): string {
    if (!line.startsWith(BEGUN)) {
      return line;
    }
    const aheadMs = this.askedMs - Date.parse(line.slice(BEGUN.length));
    return aheadMs > 0
      ? `${line}, ${(aheadMs / 1000).toFixed(1)} s before it was asked for here`
      : line;
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
