const WINDOW_KEY = [
  'model_ref',
  'start_s',
  'granularity',
  'environment',
  'version',
  'traffic',
  'replay',
];

/** @param {import('knex').Knex.CreateTableBuilder} table */
function keyOfWindow(table) {
  table.string('model_ref').notNullable();
  table.bigInteger('start_s').notNullable().comment('Seconds since the epoch');
  table.integer('granularity').notNullable().comment('3600 or 86400 s');
  table.string('environment', 63).notNullable();
  table.integer('version').notNullable();
  table.string('traffic', 7).notNullable();
  table.boolean('replay').notNullable();
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('profile_window_sums', table => {
    table.comment(
      'Merged rows of profile_windows once more, by the hour and by the day, so that long ranges read few rows',
    );
    keyOfWindow(table);
    table.string('writer').notNullable();
    table.bigInteger('requests').notNullable();
    table.bigInteger('errors').notNullable();
    table.bigInteger('invalid_requests').notNullable().defaultTo(0);
    table.text('errors_by_type').notNullable().comment('JSON: count by type');
    table.binary('latency').comment('DDSketch of milliseconds');
    table.text('outcomes').notNullable().comment('JSON: additive sums by name');
    table.primary([...WINDOW_KEY, 'writer']);
  });

  await knex.schema.createTable('profile_feature_sums', table => {
    table.comment(
      'Merged rows of profile_features once more, by the hour and by the day',
    );
    keyOfWindow(table);
    table.integer('revision').notNullable();
    table.integer('chunk').notNullable().comment('Of 200 features, from 0');
    table.string('writer').notNullable();
    table.binary('counts').notNullable();
    table.primary([...WINDOW_KEY, 'revision', 'chunk', 'writer']);
  });

  await knex.schema.createTable('profile_merges', table => {
    table.comment('Locked while profiles of a model are merged');
    table.string('model_ref').primary();
  });

  for (const table of ['profile_windows', 'profile_features']) {
    await knex.raw(
      `CREATE INDEX ${table}_unmerged ON ${table} (model_ref, start_s)
       WHERE writer <> 'merged'`,
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['profile_windows', 'profile_features']) {
    await knex.raw(`DROP INDEX ${table}_unmerged`);
  }
  await knex.schema.dropTable('profile_merges');
  await knex.schema.dropTable('profile_feature_sums');
  await knex.schema.dropTable('profile_window_sums');
};
