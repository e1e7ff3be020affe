import { Knex } from 'knex';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { DeploymentRow } from './DeploymentRow';
import { findLeadTimes } from './findLeadTimes';

const COMMITTED = '2026-03-01T09:00:00.000Z';
const LIVE = new Date('2026-03-01T11:00:00.000Z');

describeEachDatabase('findLeadTimes', openDatabase => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openDatabase();
  });

  /** In the order of their ids; the first one is live, of version 1. */
  async function leadTimesOf(...changes: Array<Partial<DeploymentRow>>) {
    const rows = changes.map((change, i) => ({
      id: `d${i}`,
      model_ref: 'mlmodel:default/delay',
      environment: 'production',
      version: 1,
      status: 'live' as const,
      trigger: 'manual' as const,
      created_at: LIVE,
      ended_at: LIVE,
      runtime: 'local',
      commit: JSON.stringify({ sha: 'a', authoredAt: COMMITTED }),
      ...change,
    }));
    await knex('deployments').insert(rows);
    const kept = await knex<DeploymentRow>('deployments').orderBy('id');
    return Object.fromEntries(await findLeadTimes(knex, kept));
  }

  it('is from the commit to going live', async () => {
    expect(await leadTimesOf({})).toEqual({ d0: 7_200 });
  });

  it('is of the first release in each environment, rolled back later or not', async () => {
    expect(
      await leadTimesOf(
        { status: 'failed' },
        { status: 'rolled-back' },
        {},
        { environment: 'staging' },
        { model_ref: 'mlmodel:default/other' },
        { version: 2 },
      ),
    ).toEqual({ d1: 7_200, d3: 7_200, d4: 7_200, d5: 7_200 });
  });

  it('is of nothing that brings no change', async () => {
    expect(
      await leadTimesOf(
        { trigger: 'rollback' },
        { trigger: 'sample', version: 2 },
        { status: 'stopped', version: 3 },
        { status: 'traffic-edited', version: 4 },
        { status: 'canary', version: 5, ended_at: null },
      ),
    ).toEqual({});
  });

  it('is of no version that a retrain has built, wherever it goes', async () => {
    expect(
      await leadTimesOf(
        { trigger: 'retrain', retrain: '{}', version: 2 },
        { environment: 'staging', version: 2 },
        { model_ref: 'mlmodel:default/other', version: 2 },
      ),
    ).toEqual({ d2: 7_200 });
  });

  it('is not known where the time of the commit is not, and never less than nothing', async () => {
    expect(
      await leadTimesOf(
        { commit: JSON.stringify({ sha: 'a' }) },
        { commit: null, version: 2 },
        {
          commit: JSON.stringify({
            sha: 'a',
            authoredAt: '2026-03-02T09:00:00.000Z',
          }),
          version: 3,
        },
      ),
    ).toEqual({ d0: null, d1: null, d2: 0 });
  });
});
