/** An index for each way to filter the list, which is in the order of ids. */
const INDEXES = {
  deployments_listed: ['model_ref', 'id'],
  deployments_listed_environment: ['model_ref', 'environment', 'id'],
  deployments_listed_status: ['model_ref', 'status', 'id'],
  deployments_listed_environment_status: [
    'model_ref',
    'environment',
    'status',
    'id',
  ],
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    for (const [name, columns] of Object.entries(INDEXES)) {
      table.index(columns, name);
    }
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    for (const [name, columns] of Object.entries(INDEXES)) {
      table.dropIndex(columns, name);
    }
  });
};
