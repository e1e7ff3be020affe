const TABLES = ['profile_windows', 'profile_window_sums'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table
        .bigInteger('first_ms')
        .comment(
          'When the first of its records was answered, ms since the epoch; null: counted before this was kept',
        );
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // What was observed by them; a release before this one could not read it.
  await knex('live_versions').where({ runtime: 'external' }).delete();
  await knex('deployments').where({ trigger: 'observed' }).delete();
  for (const name of TABLES) {
    // Knex would copy all of an SQLite table to leave a column out.
    await knex.raw(`ALTER TABLE ${name} DROP COLUMN first_ms`);
  }
};
