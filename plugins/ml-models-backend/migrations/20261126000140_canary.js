/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .text('canary')
      .comment('By which rules it is tried on a share of the traffic, as JSON');
    table
      .text('canary_counted')
      .comment('What was counted of both versions before it began');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropColumns('canary', 'canary_counted');
  });
};
