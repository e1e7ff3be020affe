import { DeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { DeploymentRowQuery, listDeploymentRows } from './findDeployments';

const MODEL = 'mlmodel:default/flight-delay';
const DEPLOYMENTS = 10_000;

/** Ids in the order of time, as UUIDv7 are. */
const idOf = (number: number) =>
  `0195${String(number).padStart(4, '0')}-0000-7000-8000-000000000000`;

/**
 * One in twenty failed, one in ten went to staging; the newest has the highest
 * number. Two other models have as many, at the same times.
 */
async function aLongHistory(knex: Knex): Promise<void> {
  const rows = Array.from({ length: DEPLOYMENTS }, (_, number) => ({
    id: idOf(number),
    model_ref: MODEL,
    environment: number % 10 === 3 ? 'staging' : 'production',
    status: number % 20 === 3 ? 'failed' : 'live',
    slot: null,
    trigger: 'manual',
    created_at: new Date(number),
    runtime: 'local',
    epoch: 1,
  }));
  await knex.batchInsert('deployments', rows, 50);
  for (const other of [1, 2]) {
    await knex.raw(
      `INSERT INTO deployments (id, model_ref, environment, status, "trigger",
         created_at, runtime, epoch)
       SELECT replace(id, '-0000-', ?), ?, environment, status, "trigger",
         created_at, runtime, epoch FROM deployments WHERE model_ref = ?`,
      [`-000${other}-`, `mlmodel:default/other-${other}`, MODEL],
    );
  }
  await knex.raw('ANALYZE deployments');
}

/** @returns the plan of a query, a step a line */
async function explain(knex: Knex, query: Knex.QueryBuilder): Promise<string> {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const plan = await knex.raw(
    `EXPLAIN ${isSqlite ? 'QUERY PLAN ' : ''}${query.toString()}`,
  );
  const steps: { detail?: string; 'QUERY PLAN'?: string }[] = isSqlite
    ? plan
    : plan.rows;
  return steps.map(step => step.detail ?? step['QUERY PLAN']).join('\n');
}

describeEachDatabase('listDeploymentRows', openDatabase => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await openDatabase();
    await aLongHistory(knex);
  });

  it.each<[string, Partial<DeploymentRowQuery>]>([
    ['deployments_listed', {}],
    ['deployments_listed_environment', { environment: 'staging' }],
    ['deployments_listed_status', { status: 'failed' }],
    [
      'deployments_listed_environment_status',
      { environment: 'staging', status: 'failed' },
    ],
  ])('reads a page off the index %s, unsorted', async (index, filter) => {
    for (const before of [undefined, idOf(5_000)]) {
      const query = { modelRef: MODEL, limit: 51, before, ...filter };
      const plan = await explain(knex, listDeploymentRows(knex, query));
      expect(plan).toMatch(new RegExp(`\\b${index}\\b`));
      expect(plan).not.toMatch(/sort|TEMP B-TREE|^SCAN|Seq Scan/im);
    }
  });

  it('comes to every deployment of a filter once, newest first', async () => {
    const status: DeploymentStatus = 'failed';
    const found: string[] = [];
    for (let before: string | undefined; ; before = found.at(-1)) {
      const query = { modelRef: MODEL, status, before, limit: 200 };
      const rows = await listDeploymentRows(knex, query);
      if (rows.length === 0) break;
      found.push(...rows.map(({ id }) => id));
    }
    const failed = Array.from({ length: DEPLOYMENTS / 20 }, (_, i) =>
      idOf(i * 20 + 3),
    );
    expect(found).toEqual(failed.reverse());
  });
});
