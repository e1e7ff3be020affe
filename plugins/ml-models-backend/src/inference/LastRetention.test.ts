import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { LastRetention } from './LastRetention';
import { ModelKeys } from './ModelKeys';
import { ModelPolicy } from './ModelPolicySource';

const MODEL = 'mlmodel:default/flight-delay';

describeEachDatabase('LastRetention', openDatabase => {
  let catalog: Record<string, ModelPolicy>;

  const aPolicy = (retentionDays: number): ModelPolicy => ({
    retentionDays,
    sample: 1,
    redact: [],
  });

  const aRetention = async () => {
    const knex = await openDatabase();
    await new ModelKeys().findOrCreate(knex, MODEL);
    return new LastRetention({
      knex,
      policies: { find: async modelRef => catalog[modelRef] },
    });
  };

  beforeEach(() => {
    catalog = {};
  });

  it('is what the entity says, and what it said last when it is gone', async () => {
    const retention = await aRetention();
    for (const days of [30, 0.5]) {
      catalog[MODEL] = aPolicy(days);
      expect(await retention.findDays(MODEL)).toBe(days);
    }
    delete catalog[MODEL];
    expect(await retention.findDays(MODEL)).toBe(0.5);
  });

  it('is not known of a model that was never in the catalog', async () => {
    const retention = await aRetention();
    expect(await retention.findDays(MODEL)).toBeUndefined();
    expect(await retention.findDays('mlmodel:default/other')).toBeUndefined();
  });
});
