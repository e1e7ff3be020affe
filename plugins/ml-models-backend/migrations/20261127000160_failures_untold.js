/** As in every migration that tells databases apart. @param {import('knex').Knex} knex */
const isPostgres = knex => String(knex.client.config.client).startsWith('pg');

const TABLES = ['profile_windows', 'profile_window_sums'];

/** Among the outcomes until now. */
const NAME = 'failures.untold';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const [sum, others] = isPostgres(knex)
    ? [
        `(outcomes::jsonb ->> '${NAME}')::bigint`,
        `(outcomes::jsonb - '${NAME}')::text`,
      ]
    : [
        `json_extract(outcomes, '$."${NAME}"')`,
        `json_remove(outcomes, '$."${NAME}"')`,
      ];
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table
        .bigInteger('failures_untold')
        .notNullable()
        .defaultTo(0)
        .comment(
          'Imported from a log that has no failures in it; none of the errors',
        );
    });
    await knex.raw(
      `UPDATE ${name} SET failures_untold = ${sum}, outcomes = ${others}
       WHERE outcomes LIKE '%"${NAME}"%'`,
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  const sum = isPostgres(knex)
    ? `(outcomes::jsonb || jsonb_build_object('${NAME}', failures_untold))::text`
    : `json_set(outcomes, '$."${NAME}"', failures_untold)`;
  for (const name of TABLES) {
    await knex.raw(
      `UPDATE ${name} SET outcomes = ${sum} WHERE failures_untold > 0`,
    );
    // Knex would copy all of an SQLite table to leave a column out.
    await knex.raw(`ALTER TABLE ${name} DROP COLUMN failures_untold`);
  }
};
