/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('verdicts', table => {
    table
      .bigInteger('judged_s')
      .notNullable()
      .defaultTo(0)
      .comment('End of the last window that was judged; seconds, 0: none');
  });

  await knex.schema.createTable('version_verdicts', table => {
    table.comment('What is remembered of each version that has been judged');
    table.string('model_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.integer('version').notNullable();
    table.string('state').notNullable();
    table.text('verdict').notNullable().comment('JSON');
    table.text('signals').notNullable().comment('JSON: state by signal');
    table.integer('drifted').comment('Null: too little to say');
    table.integer('features');
    table.primary(['model_ref', 'environment', 'version']);
  });

  await knex.schema.createTable('verdict_changes', table => {
    table.comment('When the verdict on a version changed');
    table.string('model_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.integer('version').notNullable();
    table.bigInteger('at_s').notNullable().comment('End of the window judged');
    table.string('from_state').notNullable();
    table.string('to_state').notNullable();
    table.text('reason').notNullable().comment('The first one, as a sentence');
    table.primary(['model_ref', 'environment', 'at_s', 'version']);
  });

  await knex.schema.createTable('verdict_notices', table => {
    table.comment('What owners are to be told: stored before it is sent');
    table.string('model_ref').notNullable();
    table.string('environment', 63).notNullable();
    table
      .string('told_state')
      .notNullable()
      .comment('What the owner knows: degraded, failing, or none');
    table.text('notice').notNullable().comment('JSON: the newest to be sent');
    table
      .integer('revision')
      .notNullable()
      .comment('Raised with each change of the notice');
    table.integer('sent_revision').notNullable().defaultTo(0);
    table
      .bigInteger('lease_until_ms')
      .notNullable()
      .defaultTo(0)
      .comment('Nobody else sends it before');
    table.primary(['model_ref', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('verdict_notices');
  await knex.schema.dropTable('verdict_changes');
  await knex.schema.dropTable('version_verdicts');
  await knex.schema.alterTable('verdicts', table => {
    table.dropColumn('judged_s');
  });
};
