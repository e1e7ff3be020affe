/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('deployments', table => {
    table.comment('Attempts to put one version into one environment');
    table.string('id').primary();
    table.string('model_ref').notNullable();
    table.string('environment').notNullable();
    table.string('status').notNullable();
    table
      .string('slot')
      .comment('active or queued; null once nothing is left to be done');
    table.integer('version');
    table.integer('previous_version').comment('What was live when it began');
    table.string('trigger').notNullable();
    table.string('requested_by');
    table.string('idempotency_key');
    table.timestamp('created_at').notNullable();
    table.timestamp('ended_at');

    table.text('source_location');
    table.string('requested_commit');
    table.text('commit').comment('JSON: what the pipeline run has fetched');
    table.string('engine').comment('Null: nothing is built');
    table.string('run_id').comment('Null until the engine has said it');
    table.string('runtime').notNullable();

    table.string('current_step');
    table.text('failure').comment('JSON');
    table.timestamp('cancel_requested_at');
    table.string('cancel_reason');

    table.string('lease_owner');
    table.timestamp('lease_until');
    table
      .integer('epoch')
      .notNullable()
      .defaultTo(0)
      .comment('Raised by each claim; writes of an older one do nothing');

    table.unique(['model_ref', 'idempotency_key'], {
      indexName: 'deployments_idempotency',
    });
    table.index(['model_ref', 'created_at'], 'deployments_of_model');
    table.index(['slot'], 'deployments_open');
  });
  await knex.raw(
    `CREATE UNIQUE INDEX deployments_one_active
     ON deployments (model_ref, environment) WHERE slot = 'active'`,
  );
  await knex.raw(
    `CREATE UNIQUE INDEX deployments_one_queued
     ON deployments (model_ref, environment) WHERE slot = 'queued'`,
  );

  await knex.schema.createTable('deployment_steps', table => {
    table.comment('Pipeline stages and release steps of a deployment');
    table.string('deployment_id').notNullable();
    table.string('name').notNullable();
    table.integer('position').notNullable();
    table.string('kind').notNullable().comment('pipeline or release');
    table.string('status').notNullable();
    table.timestamp('started_at');
    table.timestamp('ended_at');
    table.float('last_seconds').comment('What it took the last time');
    table.text('message');
    table.text('log').comment('Of release steps; engines keep those of stages');
    table.primary(['deployment_id', 'kind', 'name']);
  });

  await knex.schema.createTable('live_versions', table => {
    table.comment('What each environment of a model serves');
    table.string('model_ref').notNullable();
    table.string('environment').notNullable();
    table.integer('version').notNullable();
    table.integer('previous_version').comment('Kept warm for a rollback');
    table.string('deployment_id').notNullable();
    table.string('runtime').notNullable();
    table.timestamp('since').notNullable();
    table.string('requested_by');
    table.primary(['model_ref', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('live_versions');
  await knex.schema.dropTable('deployment_steps');
  await knex.schema.dropTable('deployments');
};
