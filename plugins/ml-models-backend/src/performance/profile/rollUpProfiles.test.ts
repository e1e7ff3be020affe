import {
  aFeedback,
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aFlight,
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { findLayout } from '../binning/findLayouts';
import { sumOf } from '../drift/jensenShannon';
import { countsOf } from '../read/compareFeatures';
import {
  readFeatureCounts,
  readWindows,
  WHOLE_RANGE_S,
} from '../read/readWindows';
import { sumFeatureCounts } from '../read/sumFeatureCounts';
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

  it('lets every record be read once, in windows of any length, at any time', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS - 95 * DAY_MS };
    const model = await aMonitoredModel(knex, now);
    await model.freeze(1, aReference());
    const layout = await findLayout(knex, FLIGHT_DELAY, 1);
    if (!layout) throw new Error('There is no binning');
    // Ages on both sides of each border, and some that come late.
    const agesDays = [95, 92, 91.3, 89.5, 60.2, 3, 2.2, 1.9, 1.1, 0.6, 0.1, 0];
    let serial = 0;
    const write = async (timeMs: number) => {
      serial += 1;
      await model.write([anInference({ serial, timeMs, ...aFlight(serial) })]);
    };
    const written: number[] = [];
    for (const age of agesDays) {
      now.ms = NOON_MS - age * DAY_MS;
      for (const late of [0, 7_000_000, 40 * DAY_MS]) {
        await write(now.ms - late);
        written.push(now.ms - late);
      }
      await rollUpProfiles({ knex, nowMs: now.ms });
    }
    for (const sinceDays of [136, 93, 90, 45, 2, 1]) {
      // From a midnight on, since old records are known by their day.
      const fromMs = Math.floor(NOON_MS / DAY_MS - sinceDays) * DAY_MS;
      const expected = written.filter(time => time >= fromMs).length;
      for (const bucketS of [WHOLE_RANGE_S, 300, 3_600, 86_400]) {
        const filter = {
          modelRef: FLIGHT_DELAY,
          environment: 'production',
          fromS: fromMs / 1000,
          untilS: NOON_MS / 1000 + 300,
          bucketS,
        };
        const windows = await readWindows(knex, filter);
        expect(
          windows.reduce((sum, { requests }) => sum + Number(requests), 0),
        ).toBe(expected);
        const features = await readFeatureCounts(knex, filter, {
          revisions: [1],
        });
        const counts = sumFeatureCounts(layout, 1, features);
        expect(sumOf(countsOf(layout.features[0], counts))).toBe(expected);
      }
    }
  });

  it('reads many days in few rows', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS };
    const model = await aMonitoredModel(knex, now);
    await model.write(
      Array.from({ length: 6 * 24 }, (_, hour) =>
        anInference({ serial: hour, timeMs: NOON_MS - hour * 3_600_000 }),
      ),
    );
    await rollUpProfiles({ knex, nowMs: now.ms });
    const windows = await readWindows(knex, {
      modelRef: FLIGHT_DELAY,
      environment: 'production',
      fromS: Math.floor(NOON_MS / DAY_MS - 5) * 86_400,
      untilS: NOON_MS / 1000 + 300,
      bucketS: 86_400,
    });
    // 5 days, the hours of today, and what is not merged yet.
    expect(windows.length).toBeLessThan(5 + 24 + 2);
  });

  it('stops when it is told to', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS });
    await model.write(someInferences(3, { timeMs: NOON_MS }));
    await rollUpProfiles({
      knex,
      nowMs: NOON_MS + 3 * DAY_MS,
      signal: AbortSignal.abort(),
    });
    const windows = await knex('profile_windows').select('granularity');
    expect(windows).toEqual([{ granularity: 300 }]);
  });
});
