import { PackedRows } from './RowPacker';
import { SqliteThread } from './SqliteThread';

export interface SqliteQuestion {
  sql: string;
  bindings: readonly unknown[];
  safeIntegers?: boolean;
}

/** Rows of what reads; of all else what it did. */
export type SqliteAnswer =
  | { rows: Record<string, unknown>[] }
  | { run: { changes: number; lastInsertRowid: number | bigint } };

/**
 * One of several users of a thread, who may have a transaction. While it runs,
 * what others ask for waits in the thread, so that there is no pause after it.
 */
export class SqliteSession {
  private readonly id: number;

  constructor(readonly thread: SqliteThread) {
    this.id = thread.newSessionId();
  }

  /**
   * Begins a transaction, or queues for one. Nobody need wait for it: should it
   * not begin, then whatever is asked for in it fails with the reason.
   */
  begin(): void {
    this.request('begin').catch(() => {
      // See above.
    });
  }

  /** @throws Error after which the transaction has been rolled back */
  commit(): Promise<void> {
    return this.request('commit');
  }

  /** Does nothing when there is no transaction any more. */
  rollBack(): Promise<void> {
    return this.request('rollBack');
  }

  /** Prepares one statement and runs it. */
  async ask(question: SqliteQuestion): Promise<SqliteAnswer> {
    const answer = await this.request<SqliteAnswer>('ask', question);
    if ('rows' in answer) restoreBuffers(answer.rows);
    return answer;
  }

  /**
   * Prepares one statement and runs it with the values of each row.
   *
   * @returns how many rows of the table each has changed
   */
  runEach(sql: string, { rows, columns }: PackedRows): Promise<number[]> {
    return this.request('runEach', { sql, rows, columns });
  }

  private request<Answer>(kind: string, request: object = {}): Promise<Answer> {
    return this.thread.request(kind, { ...request, session: this.id });
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
