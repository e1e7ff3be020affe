const WINDOW_TABLES = ['profile_windows', 'profile_window_sums'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('baselines', table => {
    table.text('columns').comment('JSON: names of its inputs and outputs');
  });
  for (const name of WINDOW_TABLES) {
    await knex.schema.alterTable(name, table => {
      table
        .text('extra_columns')
        .comment('JSON: records by column that the baseline has not');
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of WINDOW_TABLES) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('extra_columns');
    });
  }
  await knex.schema.alterTable('baselines', table => {
    table.dropColumn('columns');
  });
};
