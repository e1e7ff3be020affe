/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inference_models', table => {
    table
      .double('retention_days')
      .comment('As the entity said last; null for one that never did');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inference_models', table => {
    table.dropColumn('retention_days');
  });
};
