import {
  FeatureComparison,
  inferencePageSchema,
  inferenceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aFailure,
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../../__testUtils__/eachDatabase';
import { ProfileHistogram } from '../../../performance/read/ProfileHistogram';
import { aStoredLog } from '../../__testUtils__/aStoredLog';
import { countInferences } from '../../read/countInferences';
import { Candidates } from './Candidates';
import { countRows } from './countRows';
import { groupExceptions } from './groupExceptions';
import { searchInferences } from './searchInferences';

const MINUTE_MS = 60 * 1000;

/** What the search for it has to look at each record for. */
const DISTANT: FeatureComparison = {
  feature: 'distance',
  operator: '>',
  value: '0',
};

/** Ten records, a minute apart, the newest at noon; every fifth failed. */
function tenRecords() {
  return Array.from({ length: 10 }, (_, i) => {
    const changes = {
      serial: i,
      timeMs: NOON_MS - i * MINUTE_MS,
      version: i < 5 ? 2 : 1,
      requestId: `request-${i}`,
      inputs: {
        distance: i * 100,
        carrier: i % 2 ? 'UA' : 'AA',
        'leg.time': i,
        ...(i === 3 ? { rebooked: true } : {}),
      },
    };
    return i % 5 === 4 ? aFailure(changes) : anInference(changes);
  });
}

const query = (changes: object = {}) =>
  inferenceQuerySchema.parse({ limit: 500, ...changes });

const instant = (timeMs: number) => new Date(timeMs).toISOString();

describeEachDatabase('searchInferences', openDatabase => {
  /** Which of the ten records a query finds, by their number. */
  async function aSearch() {
    const knex = await openDatabase();
    const { model } = await aStoredLog(knex, tenRecords());
    return async (changes: object, sliceRows?: number) => {
      const page = inferencePageSchema.parse(
        await searchInferences({ knex, model, sliceRows }, query(changes)),
      );
      const found = page.items.map(({ time }) =>
        Math.round((NOON_MS - Date.parse(time)) / MINUTE_MS),
      );
      return { ...page, found };
    };
  }

  it('gives one order to the records of many versions, few or more than indexes are read for', async () => {
    const knex = await openDatabase();
    const records = Array.from({ length: 40 }, (_, i) =>
      anInference({ timeMs: NOON_MS - i * MINUTE_MS, version: 1 + (i % 20) }),
    );
    const { model } = await aStoredLog(knex, records);
    const idsOf = async (changes: object) => {
      const found = query({ environment: 'production', ...changes });
      const page = await searchInferences({ knex, model }, found);
      return page.items.map(({ id }) => id);
    };
    const ids = records.map(({ inferenceId }) => inferenceId);
    expect(await idsOf({ status: 'ok' })).toEqual(ids);
    expect(await idsOf({})).toEqual(ids);
    expect(await idsOf({ version: 3 })).toEqual([ids[2], ids[22]]);
  });

  it.each([
    [
      'an environment of two versions',
      { environment: 'production' },
      [...Array(10).keys()],
    ],
    ['successes with a message', { status: 'ok', text: 'negative' }, []],
    [
      'a type of error of a version',
      { errorType: 'ValueError', version: 2 },
      [4],
    ],
  ])('finds by %s', async (_, filter, expected) => {
    const search = await aSearch();
    expect((await search(filter)).found).toEqual(expected);
  });

  it.each<
    [
      FeatureComparison['feature'],
      FeatureComparison['operator'],
      string,
      number[],
    ]
  >([
    ['distance', '!=', '300', [0, 1, 2, 4, 5, 6, 7, 8, 9]],
    ['carrier', '=', 'UA', [1, 3, 5, 7, 9]],
    ['probability', '<', '1', [0, 1, 2, 3, 5, 6, 7, 8]],
    ["it's", '=', 'not there', []],
  ])(
    'finds by a feature: %s %s %s',
    async (feature, operator, value, expected) => {
      const search = await aSearch();
      const features = JSON.stringify([{ feature, operator, value }]);
      expect((await search({ features })).found).toEqual(expected);
    },
  );

  it('looks at a bounded number of rows, says how far it came, and goes on', async () => {
    const search = await aSearch();
    const features = [{ feature: 'distance', operator: '>', value: '700' }];
    const first = await search({ features }, 4);
    expect(first.found).toEqual([]);
    expect(first.searchedUntil).toBe(instant(NOON_MS - 3 * MINUTE_MS));
    const second = await search({ features, cursor: first.nextCursor }, 4);
    expect(second.searchedUntil).toBe(instant(NOON_MS - 7 * MINUTE_MS));
    const third = await search({ features, cursor: second.nextCursor }, 4);
    expect(third.found).toEqual([8, 9]);
    expect(third.nextCursor).toBeUndefined();
    expect(third.searchedUntil).toBeUndefined();
  });

  it('does not say how far it came of a page that is full before', async () => {
    const search = await aSearch();
    const full = await search({ features: [DISTANT], limit: 2 }, 4);
    expect(full.found).toEqual([1, 2]);
    expect(full.searchedUntil).toBeUndefined();
    const next = await search(
      { features: [DISTANT], limit: 2, cursor: full.nextCursor },
      4,
    );
    expect(next.found).toEqual([3, 4]);
  });

  it('looks at no more than 200,000 rows at once', async () => {
    const search = await aSearch();
    const newest = jest.spyOn(Candidates.prototype, 'newest');
    await search({ features: [DISTANT], version: 2 });
    expect(newest.mock.calls[0]).toMatchObject([{ offset: 199_999, limit: 1 }]);
    newest.mockRestore();
  });
});

describeEachDatabase('countInferences', openDatabase => {
  async function aCount(records: Inference[] = tenRecords()) {
    const knex = await openDatabase();
    const { model } = await aStoredLog(knex, records);
    const nowMs = NOON_MS + MINUTE_MS;
    const histogram = new ProfileHistogram({ knex, nowMs: () => nowMs });
    return (changes: object, sliceRows?: number) =>
      countInferences(
        {
          store: {
            count: (_, counted) =>
              countRows({ knex, model, sliceRows }, counted),
          },
          modelRef: model.modelRef,
          histogram,
          nowMs,
        },
        query({
          from: instant(NOON_MS - 30 * MINUTE_MS),
          until: instant(nowMs),
          ...changes,
        }),
      );
  }

  it('counts by profile, without looking at rows', async () => {
    const count = await aCount();
    const { buckets, bucketSeconds, ...totals } = await count({});
    expect(totals).toMatchObject({ total: 10, invalidRequests: 0, errors: 2 });
    expect(bucketSeconds).toBe(300);
    expect(buckets.reduce((sum, it) => sum + it.ok + it.errors, 0)).toBe(10);
    expect(await count({ version: 1 })).toMatchObject({ total: 5, errors: 1 });
    expect(await count({ environment: 'staging' })).toMatchObject({ total: 0 });
    expect(await count({ status: 'error' })).toMatchObject({
      total: 2,
      errors: 2,
    });
  });

  it('counts no window from before the range, and tells which it counts', async () => {
    const count = await aCount();
    // One record a minute, from 11:53 to 12:02.
    const from = instant(NOON_MS - 5 * MINUTE_MS);
    const windowFrom = instant(NOON_MS - 7 * MINUTE_MS);
    const windowUntil = instant(NOON_MS - 2 * MINUTE_MS);
    const until = instant(NOON_MS - 3 * MINUTE_MS);
    expect(await count({ from, until })).toMatchObject({
      from: windowFrom,
      until: windowUntil,
      total: 5,
    });
    const long = { from, until: instant(NOON_MS + 20 * 60 * MINUTE_MS) };
    const inLongBuckets = await count(long);
    expect(inLongBuckets.bucketSeconds).toBe(30 * 60);
    expect(inLongBuckets).toMatchObject({ from: windowFrom, total: 8 });
  });

  it.each([
    ['by profile', {}],
    ['by rows', { text: 'distance' }],
  ])('counts what callers got, %s', async (_, changes) => {
    const smokeTests = [0, 1].map(serial =>
      aFailure({ serial: 20 + serial, traffic: 'shadow' }),
    );
    const count = await aCount([...smokeTests, aFailure({ serial: 3 })]);
    expect(await count({ ...changes, traffic: 'callers' })).toMatchObject({
      total: 1,
    });
    expect(await count(changes)).toMatchObject({ total: 3 });
    expect(await count({ ...changes, traffic: 'shadow' })).toMatchObject({
      total: 2,
    });
  });

  it('counts rows where a filter asks for it', async () => {
    const count = await aCount();
    const features = [{ feature: 'distance', operator: '>=', value: '400' }];
    const counted = await count({ features });
    expect(counted).toMatchObject({ total: 6, errors: 2, bucketSeconds: 60 });
    expect(counted.searchedUntil).toBeUndefined();
    const newest = counted.buckets.filter(({ ok, errors }) => ok + errors > 0);
    expect(newest[newest.length - 1]).toEqual({
      start: instant(NOON_MS - 4 * MINUTE_MS),
      ok: 0,
      invalidRequests: 0,
      errors: 1,
    });
  });

  it.each([
    ['by profile', {}],
    ['by rows', { text: 'distance' }],
  ])("tells callers' mistakes from errors, %s", async (_, changes) => {
    const statusCodes = [422, 429, 503, undefined];
    const count = await aCount([
      anInference({ serial: 8 }),
      ...statusCodes.map((statusCode, serial) =>
        aFailure({ serial, statusCode }),
      ),
    ]);
    expect(await count({ ...changes, status: 'error' })).toMatchObject({
      invalidRequests: 0,
      errors: 3,
      total: 3,
    });
    const failed = { invalidRequests: 1, errors: 3 };
    expect(await count({ ...changes, status: 'failed' })).toMatchObject({
      ...failed,
      total: 4,
      buckets: expect.arrayContaining([expect.objectContaining(failed)]),
    });
    expect(await count({ ...changes, status: 'ok' })).toMatchObject({
      invalidRequests: 0,
      errors: 0,
    });
    expect(await count({ ...changes, status: 'invalid' })).toMatchObject({
      total: 1,
      invalidRequests: 1,
      errors: 0,
    });
  });

  it.each([
    ['by profile', {}],
    ['by rows', { features: [DISTANT] }],
  ])('tells whose log has no failures in it, %s', async (_, changes) => {
    const imported = {
      format: 'sagemaker' as const,
      missing: ['statusCode', 'exception'],
    };
    const count = await aCount([
      anInference({ imported }),
      anInference({ serial: 1, imported, timeMs: NOON_MS - 10 * MINUTE_MS }),
      anInference({ serial: 2 }),
      aFailure({ serial: 3 }),
    ]);
    const { buckets, ...totals } = await count(changes);
    expect(totals).toMatchObject({ total: 4, failuresUntold: 2, errors: 1 });
    expect(
      buckets.flatMap(({ ok, failuresUntold }) =>
        ok > 0 ? [[ok, failuresUntold]] : [],
      ),
    ).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(await count({ ...changes, status: 'ok' })).toMatchObject({
      total: 3,
      failuresUntold: 2,
    });
    const failed = await count({ ...changes, status: 'failed' });
    expect(failed).toMatchObject({ total: 1, failuresUntold: undefined });
  });

  it('says how far back it has looked', async () => {
    const count = await aCount();
    expect(await count({ text: 'negative' }, 1)).toMatchObject({
      total: 1,
      searchedUntil: instant(NOON_MS - 4 * MINUTE_MS),
    });
  });
});

describeEachDatabase('groupExceptions', openDatabase => {
  it('says how far back it looked, and goes on from there', async () => {
    const knex = await openDatabase();
    const { model } = await aStoredLog(knex, tenRecords());
    const look = (cursor?: string) =>
      groupExceptions({ knex, model, sliceRows: 1 }, query({ cursor }));
    const newest = await look();
    expect(newest.searchedUntil).toBe(instant(NOON_MS - 4 * MINUTE_MS));
    expect(newest.items).toMatchObject([{ count: 1, versions: [2] }]);
    const older = await look(newest.nextCursor);
    expect(older.searchedUntil).toBe(instant(NOON_MS - 9 * MINUTE_MS));
    expect(older.items).toMatchObject([{ count: 1, versions: [1] }]);
    expect(await look(older.nextCursor)).toEqual({
      items: [],
      furtherGroups: 0,
    });
  });
});
