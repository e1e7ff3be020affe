/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('profile_windows', table => {
    table
      .bigInteger('invalid_requests')
      .notNullable()
      .defaultTo(0)
      .comment("Answered with 4xx: the caller's to mend, none of the errors");
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('profile_windows', table => {
    table.dropColumn('invalid_requests');
  });
};
