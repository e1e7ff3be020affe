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
  /** Settings of the connection, e.g. `synchronous = FULL`. */
  pragmas: readonly string[];
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
 * go on while a statement runs. What it is asked for on behalf of a session
 * happens in the order it was asked for; see `threads/sqliteConnection.js`.
 */
export class SqliteThread {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private lastSessionId = 0;
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
    await thread.request('open');
    return thread;
  }

  get isOpen(): boolean {
    return this.endedBy === undefined;
  }

  /**
   * @returns the answer, of a shape that the kind of request has
   * @throws Error of the driver, or that the thread has ended
   */
  request<Answer>(kind: string, request: object = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.endedBy) {
        reject(this.endedBy);
        return;
      }
      this.lastId += 1;
      const id = this.lastId;
      this.worker.postMessage({ ...request, id, kind });
      this.waiting.set(id, {
        resolve: answer => resolve(answer as Answer),
        reject,
      });
      this.worker.ref();
    });
  }

  newSessionId(): number {
    this.lastSessionId += 1;
    return this.lastSessionId;
  }

  async close(): Promise<void> {
    if (this.isOpen) {
      const closed = this.request('close');
      this.endedBy = new Error('The thread of SQLite has ended: it was closed');
      await closed;
    }
    await this.worker.terminate();
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
