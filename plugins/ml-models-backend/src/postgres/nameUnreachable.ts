import { isError } from '@backstage/errors';
import { Knex } from 'knex';
import { UnreachableDatabaseError } from './UnreachableDatabaseError';

/** What is used of knex's client for PostgreSQL. */
interface PostgresClient extends Knex.Client {
  _query(connection: unknown, statement: unknown): Promise<unknown>;
}

/**
 * Has a client for PostgreSQL throw UnreachableDatabaseError where it gets no
 * connection or loses it: the errors of sockets do not tell whose they are.
 *
 * The client stays who it is, because others have it as well; transactions make
 * theirs from its class.
 */
export function nameUnreachable(knex: Knex): void {
  const { client } = knex;
  Object.setPrototypeOf(client, namingClientOf(client.constructor).prototype);
}

function namingClientOf(Client: new (config: Knex.Config) => PostgresClient) {
  return class NamingClient extends Client {
    async acquireConnection(): Promise<unknown> {
      try {
        return await super.acquireConnection();
      } catch (error) {
        throw new UnreachableDatabaseError(error);
      }
    }

    async _query(connection: unknown, statement: unknown): Promise<unknown> {
      try {
        return await super._query(connection, statement);
      } catch (error) {
        throw isAnswer(error) ? error : new UnreachableDatabaseError(error);
      }
    }
  };
}

/**
 * Connection exceptions, a server that has too many of them, and one that goes or
 * comes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNREACHABLE_CODES = /^(08...|53300|57P0[1-3])$/;

/** Whether a server said what is wrong with a statement: only its errors have a severity. */
function isAnswer(error: unknown): boolean {
  return (
    isError(error) &&
    typeof error.severity === 'string' &&
    !UNREACHABLE_CODES.test(String(error.code))
  );
}
