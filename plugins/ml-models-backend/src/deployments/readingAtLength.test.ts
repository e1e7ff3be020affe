import { Knex } from 'knex';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import {
  aLongHistory,
  DEPLOYMENTS,
  idOf,
  MODEL,
} from './__testUtils__/aLongHistory';
import { explain } from './__testUtils__/explain';
import { DatabaseModelDeployments } from './DatabaseModelDeployments';
import { ServingObserver } from './ServingObserver';

const NOW = new Date();
const LIVE = ['staging', 'production'].map(environment => ({
  model_ref: MODEL,
  environment,
  version: DEPLOYMENTS,
  previous_version: DEPLOYMENTS - 1,
  deployment_id: idOf(DEPLOYMENTS - 1),
  runtime: 'local',
  since: NOW,
}));

/** Of a plan that reads a table from end to end; along an index, a limit ends it. */
const READS_ALL = /SCAN \w+$|SCAN deployment_steps|Seq Scan on deployment/m;
/** Of a plan that sorts all that it finds; by an index's order, a limit ends it. */
const SORTS_ALL = /TEMP B-TREE FOR ORDER BY|(^|-> +)Sort {2}\(cost/m;

describeEachDatabase('with 10,000 deployments', openDatabase => {
  let knex: Knex;
  let harness: DeploymentHarness;
  let status: DatabaseModelDeployments;

  beforeAll(async () => {
    knex = await openDatabase();
    await aLongHistory(knex);
    await knex('live_versions').insert(LIVE);
    harness = new DeploymentHarness(knex);
    status = new DatabaseModelDeployments({
      approvalRules: [{ riskTiers: ['limited'], environments: ['production'] }],
      database: knex,
      observer: new ServingObserver({
        database: knex,
        servingRuntimes: new Map([['local', harness.runtime]]),
        defaultServingRuntime: 'local',
      }),
    });
  });

  /** @returns what was read of deployments and their steps */
  async function queriesOf(act: () => Promise<unknown>): Promise<string[]> {
    const asked: string[] = [];
    const note = ({ sql, bindings }: { sql: string; bindings?: unknown[] }) => {
      if (/^select .* from .deployment/i.test(sql)) {
        const values = (bindings ?? []).map(value =>
          typeof value === 'string' ? value : Number(value),
        );
        asked.push(knex.raw(sql.replace(/\$\d+/g, '?'), values).toString());
      }
    };
    knex.on('query', note);
    await act();
    knex.off('query', note);
    return asked;
  }

  async function readsAll(queries: string[]): Promise<string[]> {
    const found: string[] = [];
    for (const query of queries) {
      const plan = await explain(knex, query);
      // The steps of one deployment are few.
      const sorts = /from .deployments/.test(query) && SORTS_ALL.test(plan);
      if (sorts || READS_ALL.test(plan)) found.push(`${query}\n${plan}`);
    }
    return found;
  }

  const list = (query: object = {}) =>
    harness.deployments.list(MODEL, { limit: 50, ...query });

  it('reads a page by three queries, however deep in and however filtered', async () => {
    let cursor: string | undefined;
    for (const filter of [
      {},
      { environment: 'staging' },
      { status: 'failed' },
    ]) {
      cursor = (await list(filter)).nextCursor;
      for (const page of [{}, { cursor }]) {
        const queries = await queriesOf(() => list({ ...filter, ...page }));
        expect(queries.length).toBeLessThanOrEqual(3);
        expect(await readsAll(queries)).toEqual([]);
      }
    }
  });

  it('reads one deployment by its id', async () => {
    const queries = await queriesOf(() => harness.deployments.get(idOf(5_000)));
    expect(queries).toHaveLength(4);
    expect(await readsAll(queries)).toEqual([]);
  });

  const guarded = aModelEntity({
    spec: { riskTier: 'limited', environments: ['staging', 'production'] },
  });

  it('tells the versions that may be chosen among, and the way back', async () => {
    const { environments } = await status.describe(guarded, NOW);
    const [staging] = environments;
    expect(staging.trafficEdit?.versions).toHaveLength(201);
    expect(staging.trafficEdit?.versions.slice(0, 2)).toEqual([10_000, 9_994]);
    expect(staging.rollBackTo).toBe(9_994);
  });

  it('reads the status by as many queries as ever', async () => {
    const queries = await queriesOf(() => status.describe(guarded, NOW));
    expect(queries.length).toBeLessThanOrEqual(10);
    // Of the newest in each environment an index has all that is needed.
    const newest = /max\(.id.\)/;
    expect(
      await readsAll(queries.filter(query => !newest.test(query))),
    ).toEqual([]);
  });

  it('begins another without reading all before it', async () => {
    const queries = await queriesOf(() => harness.request());
    expect(queries.length).toBeGreaterThan(3);
    expect(await readsAll(queries)).toEqual([]);
  });
});
