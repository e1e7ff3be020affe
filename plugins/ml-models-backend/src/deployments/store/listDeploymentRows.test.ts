import { DeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aLongHistory,
  DEPLOYMENTS,
  idOf,
  MODEL,
} from '../__testUtils__/aLongHistory';
import { explain } from '../__testUtils__/explain';
import { DeploymentRowQuery, listDeploymentRows } from './findDeployments';

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
