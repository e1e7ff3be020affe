/** @param {import('knex').Knex.CreateTableBuilder} table */
function keyOfVersion(table) {
  table.string('model_ref').notNullable();
  table.string('environment', 63).notNullable();
  table.integer('version').notNullable();
}

/** @param {import('knex').Knex.CreateTableBuilder} table */
function keyOfWindow(table) {
  table.bigInteger('start_s').notNullable().comment('Seconds since the epoch');
  table.integer('granularity').notNullable().comment('300, 3600 or 86400 s');
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('completeness_windows', table => {
    table.comment('Requests that were served, and those that left a record');
    keyOfVersion(table);
    keyOfWindow(table);
    table
      .bigInteger('served')
      .notNullable()
      .defaultTo(0)
      .comment('As whoever forwards requests has counted; 0: nobody counted');
    table
      .bigInteger('stored')
      .notNullable()
      .defaultTo(0)
      .comment('Requests with a record, by the time of their gateway id');
    table
      .bigInteger('stored_unstamped')
      .notNullable()
      .defaultTo(0)
      .comment('Requests with a record without a gateway id, by event time');
    table.primary([
      'model_ref',
      'environment',
      'version',
      'granularity',
      'start_s',
    ]);
    table.index(['granularity', 'start_s'], 'completeness_windows_age');
  });

  await knex.schema.createTable('sequence_windows', table => {
    table.comment('Numbers of the records of an instance: holes are lost ones');
    keyOfVersion(table);
    table.string('instance_id', 256).notNullable();
    keyOfWindow(table);
    table.bigInteger('records').notNullable();
    table.bigInteger('first_sequence').notNullable();
    table.bigInteger('last_sequence').notNullable();
    table.bigInteger('first_ms').notNullable();
    table.bigInteger('last_ms').notNullable();
    table.primary([
      'model_ref',
      'environment',
      'version',
      'instance_id',
      'granularity',
      'start_s',
    ]);
    table.index(['granularity', 'start_s'], 'sequence_windows_age');
  });

  await knex.schema.createTable('served_counts', table => {
    table.comment('What each counter said last, so that only news is added');
    table.string('counter', 64).notNullable();
    keyOfVersion(table);
    table.bigInteger('start_s').notNullable();
    table.bigInteger('served').notNullable();
    table.primary([
      'counter',
      'model_ref',
      'environment',
      'version',
      'start_s',
    ]);
    table.index(['start_s'], 'served_counts_age');
  });

  await knex.schema.createTable('served_counters', table => {
    table.comment(
      'Who counts served requests; adding its counts locks its row',
    );
    table.string('counter', 64).primary();
    table.bigInteger('heard_ms').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('served_counters');
  await knex.schema.dropTable('served_counts');
  await knex.schema.dropTable('sequence_windows');
  await knex.schema.dropTable('completeness_windows');
};
