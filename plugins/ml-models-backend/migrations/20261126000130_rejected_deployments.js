/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex('deployments')
    .where({ status: 'cancelled', approval: 'rejected' })
    .update({ status: 'rejected' });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('deployments')
    .where({ status: 'rejected' })
    .update({ status: 'cancelled' });
};
