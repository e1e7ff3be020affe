/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .text('traffic_weights')
      .comment('JSON: the shares it asks for; null: it edits no traffic');
    table.text('traffic_before').comment('JSON: the shares it found');
  });
  await knex.schema.alterTable('live_versions', table => {
    table
      .text('weights')
      .comment('JSON: shares set by hand; null: the version answers all');
    table
      .string('traffic_id')
      .comment('The edit that set them; null: its deployment did');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Nothing else knows of these, and what they changed is history.
  const edits = knex('deployments').where({ trigger: 'traffic' });
  await knex('deployment_steps')
    .whereIn('deployment_id', edits.clone().select('id'))
    .delete();
  await edits.delete();
  await knex.schema.alterTable('live_versions', table => {
    table.dropColumns('weights', 'traffic_id');
  });
  await knex.schema.alterTable('deployments', table => {
    table.dropColumns('traffic_weights', 'traffic_before');
  });
};
