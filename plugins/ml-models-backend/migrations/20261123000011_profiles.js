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
  table.integer('granularity').notNullable().comment('300, 3600 or 86400 s');
  table.string('environment', 63).notNullable();
  table.integer('version').notNullable();
  table.string('traffic', 7).notNullable();
  table.boolean('replay').notNullable();
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('binnings', table => {
    table.comment('Numbered revisions of the bins that a model is counted in');
    table.string('model_ref').notNullable();
    table.integer('revision').notNullable();
    table.text('features').notNullable().comment('JSON: bins by feature');
    table.primary(['model_ref', 'revision']);
  });

  await knex.schema.createTable('baselines', table => {
    table.comment('What drift of a version is measured against');
    table.string('model_ref').notNullable();
    table.integer('version').notNullable();
    table.integer('revision').notNullable().comment('Of the binning');
    table.string('source').notNullable().comment('reference or first-records');
    table.integer('rows').notNullable();
    table.binary('counts').notNullable().comment('Of all bins of the revision');
    table.text('target').comment('JSON: how outcomes are compared');
    table
      .text('outcomes')
      .notNullable()
      .comment('JSON: additive sums of the reference, where it has targets');
    table.primary(['model_ref', 'version']);
  });

  await knex.schema.createTable('profile_windows', table => {
    table.comment('What a window of inference records adds up to');
    keyOfWindow(table);
    table.string('writer').notNullable().comment('One boot of one backend');
    table.bigInteger('requests').notNullable();
    table.bigInteger('errors').notNullable();
    table.text('errors_by_type').notNullable().comment('JSON: count by type');
    table.binary('latency').comment('DDSketch of milliseconds');
    table.text('outcomes').notNullable().comment('JSON: additive sums by name');
    table.primary([...WINDOW_KEY, 'writer']);
    table.index(['granularity', 'start_s'], 'profile_windows_age');
  });

  await knex.schema.createTable('profile_features', table => {
    table.comment('How values of a window fell into the bins of a revision');
    keyOfWindow(table);
    table.integer('revision').notNullable();
    table.integer('chunk').notNullable().comment('Of 200 features, from 0');
    table.string('writer').notNullable();
    table.binary('counts').notNullable();
    table.primary([...WINDOW_KEY, 'revision', 'chunk', 'writer']);
    table.index(['granularity', 'start_s'], 'profile_features_age');
  });

  await knex.schema.createTable('traffic_days', table => {
    table.comment('Requests by day, for lists of many models');
    table.string('model_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.integer('day').notNullable().comment('Days since the epoch');
    table.bigInteger('requests').notNullable();
    table
      .bigInteger('last_live_ms')
      .notNullable()
      .comment('The last one that was not replayed; 0: none');
    table.primary(['model_ref', 'environment', 'day']);
  });

  await knex.schema.createTable('verdicts', table => {
    table.comment('The last verdict on each environment of a model');
    table.string('model_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.integer('version');
    table.string('state').notNullable();
    table.text('verdict').notNullable().comment('JSON');
    table.integer('drifted').comment('Null: too little to say');
    table.integer('features');
    table.bigInteger('judged_ms').notNullable();
    table.primary(['model_ref', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('verdicts');
  await knex.schema.dropTable('traffic_days');
  await knex.schema.dropTable('profile_features');
  await knex.schema.dropTable('profile_windows');
  await knex.schema.dropTable('baselines');
  await knex.schema.dropTable('binnings');
};
