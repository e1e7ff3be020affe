import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { aFeedback, NOON_MS } from '../../inference/__testUtils__/anInference';
import {
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { rollUpProfiles } from './rollUpProfiles';

const DAY_MS = 24 * 60 * 60 * 1000;

const RANGE = {
  from: new Date(NOON_MS - DAY_MS).toISOString(),
  until: new Date(NOON_MS + DAY_MS).toISOString(),
};

describeEachDatabase('rollUpProfiles', openDatabase => {
  it('loses and doubles nothing that is written at the same time', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS };
    const model = await aMonitoredModel(knex, now);
    await model.freeze(1, aReference());
    // 600 records of ten minutes: three windows that are written again and again.
    const inferences = someInferences(600, { timeMs: NOON_MS }).map(
      (inference, i) => ({ ...inference, timeMs: NOON_MS + i * 1_000 }),
    );
    const batches = Array.from({ length: 30 }, (_, i) =>
      inferences.slice(i * 20, i * 20 + 20),
    );
    const writing = Promise.all(
      batches.map(batch =>
        model.write(
          batch,
          batch.slice(0, 3).map(it => aFeedback(it)),
        ),
      ),
    );
    const merging = (async () => {
      for (let i = 0; i < 10; i += 1) {
        await rollUpProfiles({
          knex,
          writer: 'roll-up',
          nowMs: NOON_MS + 3 * DAY_MS,
        });
      }
    })();
    await Promise.all([writing, merging]);
    now.ms += 3 * DAY_MS;
    const { totals, drift } = await model.report(RANGE);
    expect(totals).toMatchObject({ requests: 600, labels: 90 });
    expect(drift.map(({ n }) => n)).toEqual([600, 600, 600, 600]);
  });

  it('stops when it is told to', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS });
    await model.write(someInferences(3, { timeMs: NOON_MS }));
    await rollUpProfiles({
      knex,
      writer: 'roll-up',
      nowMs: NOON_MS + 3 * DAY_MS,
      signal: AbortSignal.abort(),
    });
    const windows = await knex('profile_windows').select('granularity');
    expect(windows).toEqual([{ granularity: 300 }]);
  });
});
