/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('inference_models', table => {
    table.comment('Models that have reported inference records');
    table.increments('model_key').comment('Stands for the ref in wide tables');
    table.string('model_ref').notNullable();
    table
      .string('redaction_key')
      .notNullable()
      .comment(
        'Secret of the HMAC that hides values; made once, kept for ever',
      );
    table.unique(['model_ref'], { indexName: 'inference_models_ref' });
  });

  await knex.schema.createTable('inference_records', table => {
    table.comment('One row per prediction');
    table.integer('model_key').notNullable();
    table
      .integer('day')
      .notNullable()
      .comment('Days since the epoch, of the id: what retention drops by');
    table.uuid('inference_id').notNullable();
    table.integer('row_index').notNullable();
    table.bigInteger('time_ms').notNullable().comment('Of the id');
    table.bigInteger('received_ms').notNullable();
    table.string('environment', 63).notNullable();
    table.integer('version').notNullable();
    table.string('traffic', 7).notNullable();
    table.boolean('replay').notNullable();
    table.boolean('failed').notNullable();
    table.integer('status_code');
    table.double('duration_ms');
    table.string('error_type', 256);
    table.text('error_message');
    table.text('error_place').comment('The innermost frame');
    table.string('exception_type', 256);
    table.text('stacktrace');
    table.jsonb('inputs').comment('Null: sampled out');
    table.jsonb('outputs').comment('Null: sampled out');
    table
      .jsonb('prediction')
      .comment('Of a sampled-out record: what its outcome is compared with');
    table.string('request_id', 256);
    table.string('gateway_id', 256);
    table.string('instance_id', 256);
    table.bigInteger('sequence');
    table.jsonb('target').comment('The true outcome, once it has arrived');
    table.bigInteger('observed_ms');
    table
      .text('contribution')
      .comment('What the outcome added to the profiles, to be taken out again');
    table.primary(['model_key', 'day', 'inference_id', 'row_index']);
    table.index(
      ['model_key', 'time_ms', 'inference_id', 'row_index'],
      'inference_records_time',
    );
  });
  await knex.raw(
    `CREATE INDEX inference_records_failed
     ON inference_records (model_key, time_ms) WHERE failed`,
  );
  await knex.raw(
    `CREATE INDEX inference_records_request
     ON inference_records (model_key, request_id) WHERE request_id IS NOT NULL`,
  );

  await knex.schema.createTable('pending_feedback', table => {
    table.comment('Outcomes that have not been joined to their inference yet');
    table.integer('model_key').notNullable();
    table.integer('day').notNullable();
    table.uuid('inference_id').notNullable();
    table.integer('row_index').notNullable();
    table.jsonb('target').notNullable();
    table.bigInteger('observed_ms').notNullable();
    table.primary(['model_key', 'day', 'inference_id', 'row_index']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pending_feedback');
  await knex.schema.dropTable('inference_records');
  await knex.schema.dropTable('inference_models');
};
