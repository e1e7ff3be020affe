import { Knex } from 'knex';
import { isSqlite } from '../database';

/**
 * Whether a connection can be asked before it has answered the last question:
 * SQLite's thread answers in order, and goes on without waiting for this one.
 * PostgreSQL's driver wants to be asked one thing at a time.
 */
export function takesQuestionsAhead(knex: Knex): boolean {
  return isSqlite(knex);
}

/** Does work that asks a connection: ahead where it can be, otherwise in turn. */
export async function askTogether(
  trx: Knex.Transaction,
  works: readonly (() => Promise<void>)[],
): Promise<void> {
  if (takesQuestionsAhead(trx)) {
    await settleAll(works.map(work => work()));
    return;
  }
  for (const work of works) await work();
}

/**
 * Race prevented: of two statements of a transaction the first fails, and the
 * second is run when that was rolled back, outside of it. So a failure is thrown
 * once all have ended.
 */
export async function settleAll<Promises extends readonly unknown[]>(
  promises: readonly [...Promises],
): Promise<{ -readonly [At in keyof Promises]: Awaited<Promises[At]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
