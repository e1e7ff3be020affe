/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('tokens', table => {
    table.comment('What authorises callers that are not of Backstage');
    table.string('id').primary();
    table.string('purpose').notNullable();
    table.string('scope_ref').notNullable().comment('Model, system or owner');
    table.text('description').notNullable();
    table.string('secret_hash').notNullable().comment('SHA-256, in hex');
    table.timestamp('created_at').notNullable();
    table.string('created_by');
    table.timestamp('last_used_at');
    table.timestamp('revoked_at');
    table
      .string('environment')
      .comment('With version: made for that one there, not by a person');
    table.integer('version');
    table.unique(['secret_hash'], { indexName: 'tokens_secret' });
    table.index(['scope_ref', 'created_at'], 'tokens_scope');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tokens');
};
