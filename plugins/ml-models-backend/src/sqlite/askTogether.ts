import { Knex } from 'knex';
import { isSqlite } from '../database';

/**
 * Does work that asks the database, in its order or side by side where that is
 * faster: SQLite's thread has the next statement at hand while this one is busy,
 * and answers in the order it was asked. PostgreSQL's driver wants a connection
 * asked one thing at a time.
 */
export async function askTogether(
  trx: Knex.Transaction,
  works: readonly (() => Promise<void>)[],
): Promise<void> {
  if (isSqlite(trx)) {
    await Promise.all(works.map(work => work()));
    return;
  }
  for (const work of works) await work();
}
