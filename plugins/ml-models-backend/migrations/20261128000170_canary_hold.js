/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .text('hold_reason')
      .comment('Why its canary could not be judged; null: it was never held');
    table.timestamp('held_at');
    table.string('hold_decision').comment('approved or rejected');
    table.string('hold_by').comment('Entity ref of the user who decided');
    table.timestamp('hold_decided_at');
    table.text('hold_comment');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropColumns(
      'hold_reason',
      'held_at',
      'hold_decision',
      'hold_by',
      'hold_decided_at',
      'hold_comment',
    );
  });
};
