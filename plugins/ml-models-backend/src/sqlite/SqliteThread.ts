import { Worker } from 'node:worker_threads';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

export interface SqliteThreadOptions {
  /** A file, or `:memory:`. */
  filename: string;
  /** The file of `better-sqlite3` that is loaded. */
  driverPath: string;
  /** Of the driver, if not its own. */
  nativeBinding?: string;
  readonly: boolean;
  /** Whether integers come as `bigint`, unless a question says otherwise. */
  safeIntegers: boolean;
}

export interface SqliteQuestion {
  sql: string;
  bindings: readonly unknown[];
  safeIntegers?: boolean;
}

/** Rows of what reads; of all else what it did. */
export type SqliteAnswer =
  | { rows: Record<string, unknown>[] }
  | { run: { changes: number; lastInsertRowid: number | bigint } };

interface ReplyOf {
  ask: SqliteAnswer;
  runEach: number[];
  close: undefined;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

interface Reply {
  id: number;
  answer?: unknown;
  error?: { name: string; message: string; code?: string };
}

/**
 * A connection to a SQLite database in a thread of its own, so that this one can
 * go on while a statement runs. Statements run in the order they are asked for.
 */
export class SqliteThread {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private endedBy?: Error;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (reply: Reply) => this.settle(reply));
    worker.on('error', error => this.end(error));
    worker.on('exit', code =>
      this.end(new Error(`The thread of SQLite has ended with ${code}`)),
    );
    // An idle connection keeps no process alive.
    worker.unref();
  }

  /** @throws Error of the driver when the database cannot be opened */
  static async open(options: SqliteThreadOptions): Promise<SqliteThread> {
    const thread = new SqliteThread(
      new Worker(
        resolvePackagePath(
          '@noshelfware/backstage-plugin-ml-models-backend',
          'threads/sqliteConnection.js',
        ),
        { workerData: options },
      ),
    );
    await thread.ask({ sql: 'SELECT 1', bindings: [] });
    return thread;
  }

  get isOpen(): boolean {
    return this.endedBy === undefined;
  }

  /** Prepares one statement and runs it. */
  async ask(question: SqliteQuestion): Promise<SqliteAnswer> {
    const answer = await this.request('ask', question);
    if ('rows' in answer) restoreBuffers(answer.rows);
    return answer;
  }

  /**
   * Prepares one statement and runs it with each of the bindings.
   *
   * @returns how many rows each has changed
   */
  runEach(sql: string, bindings: readonly unknown[][]): Promise<number[]> {
    return this.request('runEach', { sql, bindings });
  }

  async close(): Promise<void> {
    if (this.isOpen) await this.request('close', {});
    await this.worker.terminate();
  }

  private request<Kind extends keyof ReplyOf>(
    kind: Kind,
    request: object,
  ): Promise<ReplyOf[Kind]> {
    return new Promise((resolve, reject) => {
      if (this.endedBy) {
        reject(this.endedBy);
        return;
      }
      this.lastId += 1;
      const id = this.lastId;
      this.worker.postMessage({ ...request, id, kind });
      this.waiting.set(id, { resolve, reject });
      this.worker.ref();
    });
  }

  private settle({ id, answer, error }: Reply): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.worker.unref();
    if (error) {
      waiting?.reject(Object.assign(new Error(error.message), error));
    } else {
      waiting?.resolve(answer);
    }
  }

  private end(error: Error): void {
    this.endedBy ??= error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

/** Bytes cross over as a plain array of them; the driver gives buffers. */
function restoreBuffers(rows: Record<string, unknown>[]): void {
  const names = Object.keys(rows.at(0) ?? {});
  for (const row of rows) {
    for (const name of names) {
      const value = row[name];
      if (value instanceof Uint8Array) {
        row[name] = Buffer.from(
          value.buffer,
          value.byteOffset,
          value.byteLength,
        );
      }
    }
  }
}
