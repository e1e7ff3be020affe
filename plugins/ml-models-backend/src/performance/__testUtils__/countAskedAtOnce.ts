import { Knex } from 'knex';

/** As many sessions as SQLite's thread has. */
const CONNECTIONS = 4;

/** @returns how many statements at most waited for their answer at a time */
export async function countAskedAtOnce(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<number> {
  await openConnections(knex);
  let waiting = 0;
  let most = 0;
  const asked = () => {
    waiting += 1;
    most = Math.max(most, waiting);
  };
  const answered = () => {
    waiting -= 1;
  };
  knex.on('query', asked).on('query-response', answered);
  try {
    await work();
  } finally {
    knex.removeListener('query', asked);
    knex.removeListener('query-response', answered);
  }
  return most;
}

/** Whoever had to connect first would ask when the others have their answers. */
async function openConnections(knex: Knex): Promise<void> {
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => knex.client.acquireConnection()),
  );
  for (const connection of connections) {
    await knex.client.releaseConnection(connection);
  }
}
