/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('rebuilds', table => {
    table.comment('Environments of which everything that serves is made anew');
    table.string('id', 36).primary();
    table.string('environment').notNullable();
    table.string('requested_by').notNullable();
    table.string('idempotency_key').unique();
    table.timestamp('created_at').notNullable();
    table
      .string('cancelled_by')
      .comment('Who asked to start no more models; null: nobody has');
    table.timestamp('ended_at').comment('Null: it is under way');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX rebuilds_open ON rebuilds (environment) WHERE ended_at IS NULL',
  );
  await knex.schema.createTable('rebuild_models', table => {
    table.comment('What such a rebuild does with each model');
    table
      .string('rebuild_id', 36)
      .notNullable()
      .references('id')
      .inTable('rebuilds')
      .onDelete('CASCADE');
    table.string('model_ref').notNullable();
    table.string('state').notNullable();
    table
      .string('deployment_id', 36)
      .comment('Null until the model has its turn');
    table.text('message');
    table.primary(['rebuild_id', 'model_ref']);
    table.index(['state'], 'rebuild_models_state');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('rebuild_models');
  await knex.schema.dropTable('rebuilds');
};
