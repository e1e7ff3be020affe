import { createRequire } from 'node:module';
import { Knex } from 'knex';
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

type Connection = SqliteThread | DirectConnection;

/** What is used of knex's client for the driver. */
interface SqliteClient extends Knex.Client {
  connectionSettings: ConnectionSettings;
  _formatBindings(bindings?: readonly unknown[]): unknown[];
  _query(
    connection: Connection,
    statement: KnexStatement,
  ): Promise<KnexStatement>;
}

/**
 * Moves the connection of a client for `better-sqlite3` into a thread of its own.
 *
 * The client stays who it is, because others have it as well: Backstage gives a
 * plugin one, and its scheduler keeps its tasks there. With a connection each,
 * this thread would wait for a transaction that can only go on when it does not.
 */
export function moveToThread(knex: Knex): void {
  const { client } = knex;
  Object.setPrototypeOf(client, threadedClientOf(client.constructor).prototype);
}

function threadedClientOf(Client: new (config: Knex.Config) => SqliteClient) {
  return class ThreadedSqliteClient extends Client {
    async acquireRawConnection(): Promise<SqliteThread> {
      const { filename, options = {} } = this.connectionSettings;
      const { readonly = false, safeIntegers = false } = options;
      return SqliteThread.open({
        filename,
        driverPath: findDriver(),
        nativeBinding: options.nativeBinding,
        readonly,
        safeIntegers,
      });
    }

    async destroyRawConnection(connection: Connection): Promise<void> {
      await connection.close();
    }

    /** One from before the move, or whose thread has ended, is replaced. */
    async validateConnection(connection: Connection): Promise<boolean> {
      return connection instanceof SqliteThread && connection.isOpen;
    }

    async _query(
      connection: Connection,
      statement: KnexStatement,
    ): Promise<KnexStatement> {
      if (!(connection instanceof SqliteThread)) {
        // It was in use at the move.
        return super._query(connection, statement);
      }
      const answer = await connection.ask({
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
  };
}

/** The one that knex takes: it need not be installed where we are. */
function findDriver(): string {
  return createRequire(require.resolve('knex')).resolve('better-sqlite3');
}
