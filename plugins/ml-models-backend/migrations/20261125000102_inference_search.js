/** What each index ends in: the order of time, for ids tell of it. */
const NEWEST = 'day, inference_id, row_index';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('inference_segments', table => {
    table.comment('Where a model has records: what a search looks through');
    table.integer('model_key').notNullable();
    table.string('environment', 63).notNullable();
    table.integer('version').notNullable();
    table.string('traffic', 7).notNullable();
    table.primary(['model_key', 'environment', 'version', 'traffic']);
  });
  await knex.raw(
    `INSERT INTO inference_segments (model_key, environment, version, traffic)
     SELECT DISTINCT model_key, environment, version, traffic
     FROM inference_records`,
  );
  // The primary key is in the order of time already.
  await knex.raw('DROP INDEX inference_records_time');
  await knex.raw('DROP INDEX inference_records_failed');
  await knex.raw(
    `CREATE INDEX inference_records_segment ON inference_records
     (model_key, environment, version, traffic, ${NEWEST})`,
  );
  await knex.raw(
    `CREATE INDEX inference_records_failed ON inference_records
     (model_key, ${NEWEST}) WHERE failed`,
  );
  await knex.raw(
    `CREATE INDEX inference_records_failed_segment ON inference_records
     (model_key, environment, version, traffic, ${NEWEST}) WHERE failed`,
  );
  // Not "WHERE failed": the planner would count rarer what is the same.
  await knex.raw(
    `CREATE INDEX inference_records_error ON inference_records
     (model_key, error_type, ${NEWEST}) WHERE error_type IS NOT NULL`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX inference_records_error');
  await knex.raw('DROP INDEX inference_records_failed_segment');
  await knex.raw('DROP INDEX inference_records_failed');
  await knex.raw('DROP INDEX inference_records_segment');
  await knex.raw(
    `CREATE INDEX inference_records_failed
     ON inference_records (model_key, time_ms) WHERE failed`,
  );
  await knex.raw(
    `CREATE INDEX inference_records_time
     ON inference_records (model_key, time_ms, inference_id, row_index)`,
  );
  await knex.schema.dropTable('inference_segments');
};
