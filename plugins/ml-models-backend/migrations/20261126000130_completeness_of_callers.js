/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('completeness_windows', table => {
    table
      .bigInteger('stored_shadow')
      .notNullable()
      .defaultTo(0)
      .comment('Of stored and stored_unstamped, what no caller asked for');
  });
  await knex.schema.alterTable('sequence_windows', table => {
    table
      .bigInteger('shadow_records')
      .notNullable()
      .defaultTo(0)
      .comment('Of records, those that no caller asked for');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('completeness_windows', table => {
    table.dropColumn('stored_shadow');
  });
  await knex.schema.alterTable('sequence_windows', table => {
    table.dropColumn('shadow_records');
  });
};
