/** As in every migration that tells databases apart. @param {import('knex').Knex} knex */
const isPostgres = knex => String(knex.client.config.client).startsWith('pg');

const DAY_MS = 24 * 60 * 60 * 1000;

/** Today and as many days after it have room before the backend makes more. */
const DAYS_AHEAD = 2;

/** @param {number} day since the epoch */
const partitionOf = day =>
  `inference_records_${new Date(day * DAY_MS)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '')}`;

/**
 * Puts another table in the place of `inference_records`, with the same columns
 * and rows. Everybody else waits: nothing is written to a table that goes.
 *
 * @param {import('knex').Knex} knex
 * @param {string} partitioning
 * @param {(table: string) => Promise<void>} prepare
 */
async function replaceTable(knex, partitioning, prepare) {
  await knex.raw('LOCK TABLE inference_records IN ACCESS EXCLUSIVE MODE');
  await knex.raw(
    `CREATE TABLE inference_records_moved
     (LIKE inference_records INCLUDING ALL EXCLUDING INDEXES) ${partitioning}`,
  );
  await prepare('inference_records_moved');
  await knex.raw(
    'INSERT INTO inference_records_moved SELECT * FROM inference_records',
  );
  await knex.raw('DROP TABLE inference_records');
  await knex.raw(
    'ALTER TABLE inference_records_moved RENAME TO inference_records',
  );
  // After the rows: an index is built faster at once than row by row.
  await knex.raw(
    `ALTER TABLE inference_records ADD CONSTRAINT inference_records_key
     PRIMARY KEY (model_key, day, inference_id, row_index)`,
  );
  await knex.raw(
    `CREATE INDEX inference_records_time
     ON inference_records (model_key, time_ms, inference_id, row_index)`,
  );
  await knex.raw(
    `CREATE INDEX inference_records_failed
     ON inference_records (model_key, time_ms) WHERE failed`,
  );
  await knex.raw(
    `CREATE INDEX inference_records_request
     ON inference_records (model_key, request_id) WHERE request_id IS NOT NULL`,
  );
}

/**
 * On PostgreSQL the log is partitioned by day, so that retention drops tables
 * instead of deleting rows. Rows are moved at some 40,000 a second, in one
 * transaction; senders keep what they have to report until it is through.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (!isPostgres(knex)) return;
  await replaceTable(knex, 'PARTITION BY RANGE (day)', async table => {
    const rows = await knex('inference_records').distinct('day');
    const today = Math.floor(Date.now() / DAY_MS);
    const days = new Set(rows.map(({ day }) => day));
    for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
      days.add(today + ahead);
    }
    for (const day of days) {
      await knex.raw(
        `CREATE TABLE ${partitionOf(day)} PARTITION OF ${table}
         FOR VALUES FROM (${day}) TO (${day + 1})`,
      );
    }
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (!isPostgres(knex)) return;
  await replaceTable(knex, '', async () => {});
};
