/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .string('approval')
      .comment('needed, approved or rejected; null where none is needed');
    table.string('approval_by').comment('Who decided');
    table.timestamp('approval_at');
    table.text('approval_comment');
    table
      .string('approval_from')
      .comment('The earlier deployment whose approval this one goes on with');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropColumns(
      'approval',
      'approval_by',
      'approval_at',
      'approval_comment',
      'approval_from',
    );
  });
};
