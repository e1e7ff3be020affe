/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .integer('canary_step')
      .comment('The share it has now, from 0; null until the second');
    table
      .timestamp('canary_step_at')
      .comment('When that began; null until the second');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropColumns('canary_step', 'canary_step_at');
  });
};
