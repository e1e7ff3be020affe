/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('deployment_mirrors', table => {
    table.comment('What others who show deployments have been told of each');
    table.string('deployment_id').notNullable();
    table.string('mirror').notNullable();
    table
      .string('status')
      .notNullable()
      .comment(
        'open; settled: told of its end; dropped: not to be shown, or refused',
      );
    table.string('told').comment('State; null: nothing yet');
    table.timestamp('told_at');
    table.string('reference', 500).comment('By which the mirror finds it');
    table.text('url').comment('Where people see it there');
    table.text('problem').comment('Why it is behind, or was refused');
    table
      .integer('attempts')
      .notNullable()
      .defaultTo(0)
      .comment('Since something was told last, the present one included');
    table
      .timestamp('next_at')
      .notNullable()
      .comment('Left alone until then: somebody tells it, or waits to');
    table
      .integer('epoch')
      .notNullable()
      .defaultTo(0)
      .comment('Raised by each claim; writes of an older one do nothing');
    table.primary(['deployment_id', 'mirror']);
    table.index(['mirror', 'status'], 'deployment_mirrors_open');
  });
  await knex.schema.createTable('deployment_mirror_starts', table => {
    table.comment('From when on each mirror is told of deployments');
    table.string('mirror').primary();
    table.timestamp('since').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('deployment_mirror_starts');
  await knex.schema.dropTable('deployment_mirrors');
};
