import { performanceReportSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { readFirstRecords } from '../../inference/store/read/readFirstRecords';
import {
  aFlight,
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { findBaselines } from './baselines';
import { freezeFirstRecords } from './freezeFirstRecords';

const MINUTE_MS = 60 * 1000;
const LATER_MS = NOON_MS + 30 * MINUTE_MS;

function freeze(knex: Knex, tried = new Map<string, number>()) {
  return freezeFirstRecords({
    knex,
    records: { read: query => readFirstRecords(knex, query) },
    tried,
  });
}

function findBaseline(knex: Knex) {
  return findBaselines(knex, [{ modelRef: FLIGHT_DELAY, version: 1 }]);
}

describeEachDatabase('freezeFirstRecords', openDatabase => {
  it('takes the first thousand answers of a version that came without a reference', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: LATER_MS });
    await model.write(someInferences(999, { timeMs: NOON_MS }));
    await freeze(knex);
    expect(await findBaseline(knex)).toEqual([]);

    await model.write(
      someInferences(300, { timeMs: NOON_MS + MINUTE_MS }).map(each => ({
        ...each,
        inputs: { ...aFlight(0).inputs, distance: 9_999 },
      })),
    );
    await freeze(knex);
    await freeze(knex);
    expect(await findBaseline(knex)).toMatchObject([
      { source: 'first-records', rows: 1_000, revision: 1 },
    ]);

    await model.write(
      someInferences(600, { timeMs: LATER_MS - MINUTE_MS }).map((each, i) => ({
        ...each,
        inputs: { ...aFlight(i).inputs, distance: 2_500 },
      })),
    );
    const { baseline, drift } = performanceReportSchema.parse(
      await model.report({
        from: new Date(NOON_MS).toISOString(),
        until: new Date(LATER_MS).toISOString(),
      }),
    );
    expect(baseline).toEqual({
      version: 1,
      rows: 1_000,
      source: 'first-records',
    });
    // What came before is counted in no bin.
    expect(drift[0]).toMatchObject({
      feature: 'distance',
      decision: 'drift',
      n: 600,
    });
  });

  it('waits for as many answers again where too few kept their body', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: LATER_MS });
    const tried = new Map<string, number>();
    const triedAt = async () => {
      await freeze(knex, tried);
      return [...tried.values()];
    };
    const without = someInferences(1_000, {
      timeMs: NOON_MS,
      keepsBody: false,
    });
    await model.write(without);
    expect(await triedAt()).toEqual([1_000]);
    await model.write(someInferences(999, { timeMs: NOON_MS + MINUTE_MS }));
    expect(await triedAt()).toEqual([1_000]);
    await model.write(someInferences(1, { timeMs: NOON_MS + 2 * MINUTE_MS }));
    expect(await triedAt()).toEqual([2_000]);
    expect(await findBaseline(knex)).toMatchObject([{ rows: 1_000 }]);
  });

  it('lets a reference that is registered later take their place', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: LATER_MS });
    await model.write(someInferences(1_000, { timeMs: NOON_MS }));
    await freeze(knex);
    await model.freeze(1, aReference(700));
    expect(await findBaseline(knex)).toMatchObject([
      { source: 'reference', rows: 700 },
    ]);
    // Which stays: neither another reference nor first records come after it.
    await model.freeze(1, aReference(800));
    await freeze(knex);
    expect(await findBaseline(knex)).toMatchObject([{ rows: 700 }]);
  });

  it('makes one baseline where two replicas freeze at the same time', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: LATER_MS });
    await model.write(someInferences(1_000, { timeMs: NOON_MS }));
    await Promise.all([freeze(knex), freeze(knex), freeze(knex)]);
    expect(await findBaseline(knex)).toHaveLength(1);
    expect(await knex('binnings').select('revision')).toEqual([
      { revision: 1 },
    ]);
  });
});
