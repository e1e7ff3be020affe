import { Knex } from 'knex';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import type { RecordPolicy } from '../inference/ModelPolicySource';
import { DatabaseRegisteredPolicies } from './DatabaseRegisteredPolicies';

const MODEL = 'mlmodel:default/flight-delay';
const KEPT_MS = 10_000;

function aPolicy(sample: number): RecordPolicy {
  return { sample, redact: [{ path: 'inputs.crew', how: 'hash' }] };
}

describeEachDatabase('DatabaseRegisteredPolicies', openDatabase => {
  let database: Knex;
  let live: number[];
  let nowMs: number;
  let policies: DatabaseRegisteredPolicies;

  beforeEach(async () => {
    database = await openDatabase();
    live = [];
    nowMs = 0;
    policies = new DatabaseRegisteredPolicies({
      database,
      live: { list: async () => live.map(version => ({ version })) },
      now: () => nowMs,
    });
  });

  async function insert(version: number, policy?: RecordPolicy) {
    await database('versions').insert({
      model_ref: MODEL,
      version,
      origin: policy ? 'registered' : 'observed',
      created_at: new Date('2026-03-01T12:00:00.000Z'),
      reference_rows: 0,
      logging_policy: policy ? JSON.stringify(policy) : null,
    });
  }

  it('finds the policy of a version, where one is stored', async () => {
    await insert(1, aPolicy(0.1));
    await insert(2);
    expect(await policies.find(MODEL, 1)).toEqual(aPolicy(0.1));
    expect(await policies.find(MODEL, 2)).toBeUndefined();
    expect(await policies.find(MODEL, 3)).toBeUndefined();
    expect(await policies.find('mlmodel:default/other', 1)).toBeUndefined();
  });

  it('asks again after ten seconds, as an observed version may be registered', async () => {
    await insert(1);
    expect(await policies.find(MODEL, 1)).toBeUndefined();
    await database('versions').update({
      logging_policy: JSON.stringify(aPolicy(0.2)),
    });
    nowMs = KEPT_MS - 1;
    expect(await policies.find(MODEL, 1)).toBeUndefined();
    nowMs = KEPT_MS;
    expect(await policies.find(MODEL, 1)).toEqual(aPolicy(0.2));
  });

  it('lists those of what is live and of the newest registered version', async () => {
    await insert(1, aPolicy(0.1));
    await insert(2, aPolicy(0.2));
    await insert(3, aPolicy(0.3));
    await insert(4);
    expect(await policies.listInUse(MODEL)).toEqual([aPolicy(0.3)]);
    live = [1, 4];
    nowMs = KEPT_MS;
    expect(await policies.listInUse(MODEL)).toEqual([
      aPolicy(0.1),
      aPolicy(0.3),
    ]);
  });

  it('lists none of a model without any', async () => {
    await insert(1);
    live = [1];
    expect(await policies.listInUse(MODEL)).toEqual([]);
  });
});
