/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('versions', table => {
    table
      .text('dependencies')
      .comment('JSON: the packages it was built with; null: nobody said them');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('versions', table => {
    table.dropColumn('dependencies');
  });
};
