/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('models', table => {
    table.comment('Models that have been seen, and the numbers they gave out');
    table.string('model_ref').primary();
    table.timestamp('first_seen_at').notNullable();
    table
      .integer('last_version')
      .notNullable()
      .defaultTo(0)
      .comment('The newest number given out; raised before it is used');
  });

  await knex.schema.createTable('versions', table => {
    table.comment('Immutable builds of models');
    table.string('model_ref').notNullable();
    table.integer('version').notNullable();
    table.string('label').comment('The name it has elsewhere');
    table.string('origin').notNullable().comment('registered or observed');
    table.timestamp('created_at').notNullable();
    table.string('created_by');
    table.string('run_id').comment('The pipeline run that registered it');
    table.text('commit').comment('JSON: sha, message, author, authoredAt');
    table.text('artifact_uri');
    table.string('artifact_digest');
    table.string('data_digest');
    table.text('report').comment('JSON: model-report.json');
    table.text('example_inputs').comment('JSON: a request known to be valid');
    table.integer('reference_rows').notNullable().defaultTo(0);
    table.float('build_seconds');
    table.primary(['model_ref', 'version']);
    table.unique(['model_ref', 'run_id'], { indexName: 'versions_run' });
    table.unique(['model_ref', 'label'], { indexName: 'versions_label' });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('versions');
  await knex.schema.dropTable('models');
};
