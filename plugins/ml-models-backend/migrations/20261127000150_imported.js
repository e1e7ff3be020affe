/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inference_records', table => {
    table
      .text('imported')
      .comment('JSON: the log it came from, and what that has no place for');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Knex would copy every record of an SQLite database to leave a column out.
  await knex.raw('ALTER TABLE inference_records DROP COLUMN imported');
};
