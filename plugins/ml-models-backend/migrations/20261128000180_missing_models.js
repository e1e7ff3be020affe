/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('missing_models', table => {
    table.comment(
      'Models that are not in the catalog, and yet serve or are being deployed',
    );
    table.string('model_ref').primary();
    table
      .timestamp('missing_since')
      .notNullable()
      .comment('When a look into the catalog first did not find it');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('missing_models');
};
