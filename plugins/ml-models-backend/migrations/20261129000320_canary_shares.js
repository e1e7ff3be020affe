/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('canary_shares', table => {
    table.comment('Which share of the requests each canary had since when');
    table.string('deployment_id').notNullable();
    table.integer('step').notNullable().comment('From 0');
    table.float('weight').notNullable().comment('Percent of the requests');
    table.timestamp('since').notNullable();
    table.primary(['deployment_id', 'step']);
  });
  // Of those before this table, the first and the present step are known.
  const tried = await knex('deployments')
    .join(
      'deployment_steps',
      'deployment_steps.deployment_id',
      'deployments.id',
    )
    .where({ 'deployment_steps.name': 'canary' })
    .whereNotNull('canary_counted')
    .whereNotNull('started_at')
    .select('id', 'canary', 'canary_step', 'canary_step_at', 'started_at');
  for (const row of tried) {
    const { weight, weights = [weight] } = JSON.parse(row.canary);
    const share = { deployment_id: row.id };
    await knex('canary_shares').insert({
      ...share,
      step: 0,
      weight: weights[0],
      since: row.started_at,
    });
    if (row.canary_step > 0) {
      await knex('canary_shares').insert({
        ...share,
        step: row.canary_step,
        weight: weights[row.canary_step],
        since: row.canary_step_at,
      });
    }
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('canary_shares');
};
