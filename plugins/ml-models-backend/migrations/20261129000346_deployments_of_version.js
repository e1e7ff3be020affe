/** Who released a version where, and when first: of thousands of deployments, a few. */
const COLUMNS = ['model_ref', 'environment', 'version', 'id'];
const NAME = 'deployments_of_version';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.index(COLUMNS, NAME);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropIndex(COLUMNS, NAME);
  });
};
