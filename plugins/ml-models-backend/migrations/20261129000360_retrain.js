/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .text('reason')
      .comment('Why it was asked for, where no person did: a slot, a verdict');
    table
      .text('retrain')
      .comment(
        'JSON: what a retrained version has to be beside the live one; null: it is none',
      );
  });
  await knex.raw(
    'CREATE INDEX deployments_retrained ON deployments (model_ref, version) WHERE retrain IS NOT NULL',
  );
  await knex.schema.createTable('build_comparisons', table => {
    table.comment(
      'Of each retrain, how what it built was beside the live version on the same rows; apart from deployments, whose lists do not tell it',
    );
    table.string('deployment_id').primary();
    table.text('comparison').notNullable().comment('JSON');
  });
  await knex.schema.createTable('retrain_rows', table => {
    table.comment(
      'Reference rows of the newest retrain of a model whose workflow registers its versions by itself, until the next',
    );
    table.string('model_ref').primary();
    table.integer('version').notNullable();
    table.text('reference_rows').notNullable().comment('JSON');
  });
  await knex.schema.createTable('retrain_plans', table => {
    table.comment('How far the retrains have come that models ask for');
    table.string('model_ref').primary();
    table.string('environment').notNullable();
    table.text('schedule').comment('As it was when its next slot was set');
    table
      .timestamp('next_at')
      .comment('The next slot, or the first of those that are due');
    table.string('on_verdict');
    table
      .bigInteger('verdict_seen_s')
      .notNullable()
      .comment(
        'Changes of the verdict until then are done with, epoch seconds',
      );
    table.text('note').comment('What one waits for, or why it was skipped');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('retrain_plans');
  await knex.schema.dropTable('retrain_rows');
  await knex.schema.dropTable('build_comparisons');
  await knex.raw('DROP INDEX deployments_retrained');
  await knex.schema.alterTable('deployments', table => {
    table.dropColumn('reason');
    table.dropColumn('retrain');
  });
};
