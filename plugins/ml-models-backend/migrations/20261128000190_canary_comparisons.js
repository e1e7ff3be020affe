/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('canary_comparisons', table => {
    table.comment(
      'Of each deployment that had a canary, how it was beside the live version at the last look; apart from deployments, whose lists do not tell it',
    );
    table.string('deployment_id').primary();
    table.text('comparison').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('canary_comparisons');
};
