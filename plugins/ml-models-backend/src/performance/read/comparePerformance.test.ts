import {
  performanceComparisonQuerySchema,
  performanceComparisonSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aFlight,
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { countAskedAtOnce } from '../__testUtils__/countAskedAtOnce';
import { rollUpProfiles } from '../profile/rollUpProfiles';
import { comparePerformance } from './comparePerformance';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** The two hours that end an hour after noon. */
const RANGE = {
  from: new Date(NOON_MS - HOUR_MS).toISOString(),
  until: new Date(NOON_MS + HOUR_MS).toISOString(),
};

async function compare(knex: Knex, query: object) {
  return performanceComparisonSchema.parse(
    await comparePerformance(
      {
        knex,
        redaction: { findRules: async () => [] },
        nowMs: NOON_MS + HOUR_MS,
      },
      FLIGHT_DELAY,
      performanceComparisonQuerySchema.parse({ ...RANGE, ...query }),
    ),
  );
}

function shorter(timeMs: number, version = 1) {
  return someInferences(600, { timeMs, version }).map((inference, serial) => ({
    ...inference,
    inputs: { ...aFlight(serial).inputs, distance: 210 + (serial % 90) },
  }));
}

describeEachDatabase('comparePerformance', openDatabase => {
  it('compares two versions that serve side by side', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS + HOUR_MS });
    await model.freeze(1, aReference());
    await model.freeze(2, aReference());
    await model.write([
      ...someInferences(600, { timeMs: NOON_MS, durationMs: 10 }),
      ...shorter(NOON_MS + 1, 2).map(it => ({ ...it, durationMs: 40 })),
    ]);
    const comparison = await compare(knex, {
      version: 2,
      against: 'version',
      againstVersion: 1,
    });
    expect(comparison).toMatchObject({
      subject: { version: 2, totals: { requests: 600 } },
      against: { kind: 'version', version: 1, totals: { requests: 600 } },
    });
    const { from, until } = comparison.subject;
    expect(comparison.against).toMatchObject({ from, until });
    expect(comparison.subject.totals.p50Ms).toBeCloseTo(40, 0);
    expect(comparison.drift[0]).toMatchObject({
      feature: 'distance',
      decision: 'drift',
      n: 600,
      baselineN: 600,
    });
    expect(comparison.drift.slice(1).map(it => it.decision)).not.toContain(
      'drift',
    );
  });

  it('compares a version with the stretch before, however long ago it was released', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS + HOUR_MS });
    await model.freeze(1, aReference());
    await model.write([
      ...shorter(NOON_MS),
      ...someInferences(200, { timeMs: NOON_MS - 2 * HOUR_MS }),
    ]);
    const { subject, against, drift } = await compare(knex, {
      against: 'previous',
    });
    const { from } = await model.report({
      from: new Date(NOON_MS - 3 * HOUR_MS).toISOString(),
      until: RANGE.from,
    });
    expect(against).toMatchObject({
      kind: 'previous',
      version: 1,
      from,
      until: subject.from,
      totals: { requests: 200 },
    });
    expect(drift[0].reason).toBe(
      'The stretch before has 200 rows, and 500 are needed',
    );
  });

  it('begins the stretch before with the hour that it begins in, where only hours are kept', async () => {
    const knex = await openDatabase();
    const nowMs = NOON_MS + HOUR_MS;
    const model = await aMonitoredModel(knex, { ms: nowMs });
    await model.freeze(1, aReference());
    await model.write([
      ...someInferences(10, { timeMs: NOON_MS }),
      ...someInferences(7, { timeMs: NOON_MS - 60.75 * HOUR_MS }),
    ]);
    await rollUpProfiles({ knex, nowMs });
    const span = {
      from: NOON_MS - 30 * HOUR_MS,
      until: NOON_MS + 0.5 * HOUR_MS,
    };
    const { against } = await compare(knex, {
      version: 1,
      against: 'previous',
      from: new Date(span.from).toISOString(),
      until: new Date(span.until).toISOString(),
    });
    const { from, totals } = await model.report({
      version: 1,
      from: new Date(2 * span.from - span.until).toISOString(),
      until: new Date(span.from).toISOString(),
    });
    expect(totals.requests).toBe(7);
    expect(against).toMatchObject({ from, totals: { requests: 7 } });
  });

  it('calls a version by its number that is compared with itself', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS + HOUR_MS });
    await model.freeze(1, aReference());
    await model.write(someInferences(200, { timeMs: NOON_MS }));
    const { drift } = await compare(knex, {
      version: 1,
      against: 'version',
      againstVersion: 1,
    });
    expect(drift[0].reason).toBe('Version 1 has 200 rows, and 500 are needed');
  });

  it('reads both sides at once', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS + HOUR_MS });
    await model.write(someInferences(1, { timeMs: NOON_MS }));
    const atOnce = await countAskedAtOnce(knex, () =>
      compare(knex, { against: 'previous' }),
    );
    // And its baseline.
    expect(atOnce).toBe(3);
  });

  it('is of the version that the report is of', async () => {
    const knex = await openDatabase();
    const nowMs = NOON_MS + DAY_MS;
    const model = await aMonitoredModel(knex, { ms: nowMs });
    await model.freeze(1, aReference());
    await model.freeze(2, aReference());
    await model.write([
      ...someInferences(20, { timeMs: NOON_MS - 3 * HOUR_MS }),
      ...someInferences(10, { timeMs: NOON_MS, version: 2 }),
    ]);
    await rollUpProfiles({ knex, nowMs });
    const week = {
      from: new Date(NOON_MS - 6 * DAY_MS).toISOString(),
      until: new Date(nowMs).toISOString(),
    };
    const { baseline } = await model.report(week);
    const { subject } = await compare(knex, week);
    expect([baseline?.version, subject.version]).toEqual([2, 2]);
  });

  it('says why versions that never met in the same bins are not compared', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS + HOUR_MS });
    await model.freeze(1, aReference());
    await model.write(someInferences(10, { timeMs: NOON_MS }));
    // Other columns: the next revision of the binning.
    await model.freeze(
      2,
      aReference().map(row => ({ ...row, inputs: { altitude: 3 } })),
    );
    await model.write(someInferences(10, { timeMs: NOON_MS + 1, version: 2 }));
    const { drift, notComparable } = await compare(knex, {
      version: 2,
      against: 'version',
      againstVersion: 1,
    });
    expect(drift).toEqual([]);
    expect(notComparable).toBe(
      'Their records were never counted in the same bins: none of 10 requests of version 1 in this range was counted in the bins of version 2',
    );
    const silent = await compare(knex, {
      version: 2,
      against: 'version',
      againstVersion: 3,
    });
    expect(silent.notComparable).toBe(
      'Version 3 answered nothing in this range',
    );
    const before = await compare(knex, { version: 2, against: 'previous' });
    expect(before.notComparable).toBe(
      'Version 2 answered nothing in the stretch before',
    );
  });

  it('has nothing to compare a version with that has no baseline', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS + HOUR_MS });
    await model.write(someInferences(10, { timeMs: NOON_MS }));
    await expect(compare(knex, {})).rejects.toThrow(
      'Version 1 of mlmodel:default/flight-delay has no baseline',
    );
    await expect(compare(knex, { environment: 'moon' })).rejects.toThrow(
      'answered nothing in moon',
    );
  });
});
