/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('versions', table => {
    table
      .text('logging_policy')
      .comment(
        'Sample and redaction rules it was registered under, as JSON; null of one that was not, or before they were kept',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('versions', table => {
    table.dropColumn('logging_policy');
  });
};
