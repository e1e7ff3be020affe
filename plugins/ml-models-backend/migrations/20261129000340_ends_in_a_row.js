/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .integer('errors_in_row')
      .notNullable()
      .defaultTo(0)
      .comment('Claims that ended by an error, since the last that got on');
    table
      .integer('crashes_in_row')
      .notNullable()
      .defaultTo(0)
      .comment('Claims whose end was not told, the present one included');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropColumn('errors_in_row');
    table.dropColumn('crashes_in_row');
  });
};
