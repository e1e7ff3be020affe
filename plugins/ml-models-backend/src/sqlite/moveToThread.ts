import { createRequire } from 'node:module';
import { Knex } from 'knex';
import { SqliteSession } from './SqliteSession';
import { SqliteThread } from './SqliteThread';

interface ConnectionSettings {
  filename: string;
  options?: {
    nativeBinding?: string;
    readonly?: boolean;
    safeIntegers?: boolean;
  };
}

/** A statement on its way through knex. */
interface KnexStatement {
  sql: string;
  bindings?: readonly unknown[];
  options?: { safeIntegers?: boolean };
  response?: unknown;
  context?: { lastID: number | bigint; changes: number };
}

/** The driver's own connection, in this thread. */
interface DirectConnection {
  close(): void;
}

type Connection = SqliteSession | DirectConnection;

/** What is used of knex's client for the driver. */
interface SqliteClient extends Knex.Client {
  connectionSettings: ConnectionSettings;
  _formatBindings(bindings?: readonly unknown[]): unknown[];
  _query(
    connection: Connection,
    statement: KnexStatement,
  ): Promise<KnexStatement>;
}

/** Two that store records, while others wait for their turn or read. */
const SESSIONS_MAX = 4;

/**
 * Moves the connection of a client for `better-sqlite3` into a thread of its own.
 *
 * The client stays who it is, because others have it as well: Backstage gives a
 * plugin one, and its scheduler keeps its tasks there. With a connection each,
 * this thread would wait for a transaction that can only go on when it does not.
 * What knex takes for connections are sessions of the thread's only one.
 *
 * @param pragmas - settings of the connection, whenever it is opened; default: none
 */
export function moveToThread(
  knex: Knex,
  pragmas: readonly string[] = [],
): void {
  const { client } = knex;
  const Client = threadedClientOf(client.constructor, pragmas);
  Object.setPrototypeOf(client, Client.prototype);
  client.pool.max = SESSIONS_MAX;
}

function threadedClientOf(
  Client: new (config: Knex.Config) => SqliteClient,
  pragmas: readonly string[],
) {
  const sessions = new Set<SqliteSession>();
  let opening: Promise<SqliteThread> | undefined;

  return class ThreadedSqliteClient extends Client {
    async acquireRawConnection(): Promise<SqliteSession> {
      const session = new SqliteSession(await this.getThread());
      sessions.add(session);
      return session;
    }

    async destroyRawConnection(connection: Connection): Promise<void> {
      if (!(connection instanceof SqliteSession)) {
        connection.close();
        return;
      }
      const { thread } = connection;
      sessions.delete(connection);
      if (![...sessions].some(other => other.thread === thread)) {
        await thread.close();
      } else if (thread.isOpen) {
        await connection.rollBack();
      }
    }

    /** One from before the move, or whose thread has ended, is replaced. */
    async validateConnection(connection: Connection): Promise<boolean> {
      return connection instanceof SqliteSession && connection.thread.isOpen;
    }

    async _query(
      connection: Connection,
      statement: KnexStatement,
    ): Promise<KnexStatement> {
      if (!(connection instanceof SqliteSession)) {
        // It was in use at the move.
        return super._query(connection, statement);
      }
      switch (statement.sql) {
        case 'BEGIN;':
          connection.begin();
          return statement;
        case 'COMMIT;':
          await connection.commit();
          return statement;
        case 'ROLLBACK':
          await connection.rollBack();
          return statement;
        default:
          return this.ask(connection, statement);
      }
    }

    private async ask(
      session: SqliteSession,
      statement: KnexStatement,
    ): Promise<KnexStatement> {
      const answer = await session.ask({
        sql: statement.sql,
        bindings: this._formatBindings(statement.bindings),
        safeIntegers: statement.options?.safeIntegers,
      });
      if ('rows' in answer) {
        statement.response = answer.rows;
      } else {
        const { changes, lastInsertRowid } = answer.run;
        statement.response = answer.run;
        statement.context = { lastID: lastInsertRowid, changes };
      }
      return statement;
    }

    private async getThread(): Promise<SqliteThread> {
      const former = opening;
      const thread = await former?.catch(() => undefined);
      if (thread?.isOpen) return thread;
      if (!opening || opening === former) opening = this.openThread();
      return opening;
    }

    private openThread(): Promise<SqliteThread> {
      const { filename, options = {} } = this.connectionSettings;
      const { readonly = false, safeIntegers = false } = options;
      return SqliteThread.open({
        filename,
        driverPath: findDriver(),
        nativeBinding: options.nativeBinding,
        readonly,
        safeIntegers,
        pragmas,
      });
    }
  };
}

/** The one that knex takes: it need not be installed where we are. */
function findDriver(): string {
  return createRequire(require.resolve('knex')).resolve('better-sqlite3');
}
