import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';

/** As many as the backend commits at once under load. */
const ROWS_PER_TRANSACTION = 2_000;

/**
 * Empties `inference_records` and copies its rows in again.
 *
 * @returns rows per second
 */
export async function copyAgain(databaseUrl: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const lines = await copyOut(client);
    await client.query('TRUNCATE inference_records');
    await client.query('CHECKPOINT');
    const transactions = [];
    for (let i = 0; i < lines.length; i += ROWS_PER_TRANSACTION) {
      transactions.push(lines.slice(i, i + ROWS_PER_TRANSACTION).join(''));
    }
    const startedAt = performance.now();
    for (const rows of transactions) {
      const stream = client.query(
        copyFrom('COPY inference_records FROM STDIN'),
      );
      stream.end(rows);
      await finished(stream);
    }
    return (lines.length * 1000) / (performance.now() - startedAt);
  } finally {
    await client.end();
  }
}

async function copyOut(client: Client): Promise<string[]> {
  const rows = await text(
    client.query(copyTo('COPY (SELECT * FROM inference_records) TO STDOUT')),
  );
  return rows.split(/(?<=\n)/);
}
