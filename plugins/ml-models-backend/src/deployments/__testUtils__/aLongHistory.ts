import { Knex } from 'knex';

export const MODEL = 'mlmodel:default/flight-delay';
export const DEPLOYMENTS = 10_000;
/** A build and a release have three times as many. */
const STEPS = ['setup', 'start', 'traffic'];

/** Ids in the order of time, as UUIDv7 are. */
export const idOf = (number: number) =>
  `0195${String(number).padStart(4, '0')}-0000-7000-8000-000000000000`;

/**
 * One in twenty failed, one in ten went to staging, every other one was built and
 * approved, each of a version of its own; the newest has the highest number. Two other models have as many, at the same times.
 */
export async function aLongHistory(knex: Knex): Promise<void> {
  const rows = Array.from({ length: DEPLOYMENTS }, (_, number) => ({
    id: idOf(number),
    model_ref: MODEL,
    environment: number % 10 === 3 ? 'staging' : 'production',
    status: number % 20 === 3 ? 'failed' : 'live',
    slot: null,
    version: number + 1,
    run_id: number % 2 ? `run ${number}` : null,
    approval: number % 2 ? 'approved' : null,
    trigger: 'manual',
    created_at: new Date(number),
    ended_at: new Date(number),
    runtime: 'local',
    epoch: 1,
  }));
  await knex.batchInsert('deployments', rows, 50);
  for (const other of [1, 2]) {
    await knex.raw(
      `INSERT INTO deployments (id, model_ref, environment, status, version,
         run_id, approval, "trigger", created_at, ended_at, runtime, epoch)
       SELECT replace(id, '-0000-', ?), ?, environment, status, version,
         run_id, approval, "trigger", created_at, ended_at, runtime, epoch
       FROM deployments WHERE model_ref = ?`,
      [`-000${other}-`, `mlmodel:default/other-${other}`, MODEL],
    );
  }
  for (const [position, name] of STEPS.entries()) {
    await knex.raw(
      `INSERT INTO deployment_steps (deployment_id, name, position, kind, status)
       SELECT id, ?, ${position}, 'release', 'succeeded' FROM deployments`,
      [name],
    );
  }
  await knex.raw('ANALYZE deployments');
  await knex.raw('ANALYZE deployment_steps');
}
