/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('model_owners', table => {
    table.comment(
      'Who owned each model, as far as the catalog was looked into',
    );
    table.string('model_ref').notNullable();
    table
      .integer('number')
      .notNullable()
      .comment(
        '1, 2, 3 … per model; of two replicas that see one change, one notes it',
      );
    table.string('owner_ref').notNullable();
    table
      .timestamp('since')
      .notNullable()
      .comment(
        'When a look first saw this owner, by the clock of the database; the one before ends there',
      );
    table.primary(['model_ref', 'number']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_owners');
};
