import {
  FeatureComparison,
  inferencePageSchema,
  inferenceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFailure,
  anInference,
  anInferenceId,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../../__testUtils__/eachDatabase';
import { ProfileHistogram } from '../../../performance/read/ProfileHistogram';
import { aStoredLog } from '../../__testUtils__/aStoredLog';
import { countInferences } from '../../read/countInferences';
import { findNeighbours } from './findNeighbours';
import { countRows } from './countRows';
import { groupExceptions } from './groupExceptions';
import { searchInferences } from './searchInferences';

const MINUTE_MS = 60 * 1000;

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

  it('gives the newest first, page by page, each record once', async () => {
    const search = await aSearch();
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await search({ limit: 4, cursor });
      found.push(...page.found);
      cursor = page.nextCursor;
    } while (cursor);
    expect(found).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('pages through the rows of one request', async () => {
    const knex = await openDatabase();
    const rows = [0, 1, 2].map(row => anInference({ row }));
    const { model } = await aStoredLog(knex, rows);
    const first = await searchInferences({ knex, model }, query({ limit: 2 }));
    const second = await searchInferences(
      { knex, model },
      query({ limit: 2, cursor: first.nextCursor }),
    );
    const found = [...first.items, ...second.items].map(({ row }) => row);
    expect(found).toEqual([2, 1, 0]);
    expect(second.nextCursor).toBeUndefined();
  });

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
      'a range',
      { from: instant(NOON_MS - 3 * MINUTE_MS), until: instant(NOON_MS) },
      [1, 2, 3],
    ],
    ['a version', { version: 1 }, [5, 6, 7, 8, 9]],
    ['an environment', { environment: 'staging' }, []],
    ['a kind of traffic', { traffic: 'shadow' }, []],
    [
      'an environment of two versions',
      { environment: 'production' },
      [...Array(10).keys()],
    ],
    [
      'a version, a range and failures',
      {
        version: 1,
        from: instant(NOON_MS - 9 * MINUTE_MS),
        until: instant(NOON_MS - 4 * MINUTE_MS),
        status: 'error',
      },
      [9],
    ],
    ['successes with a message', { status: 'ok', text: 'negative' }, []],
    [
      'a type of error of a version',
      { errorType: 'ValueError', version: 2 },
      [4],
    ],
    ['failures', { status: 'error' }, [4, 9]],
    ['successes of a version', { status: 'ok', version: 2 }, [0, 1, 2, 3]],
    ['a type of error', { errorType: 'ValueError' }, [4, 9]],
    ['text in a message', { text: 'IS NEGATIVE' }, [4, 9]],
    ['text with what LIKE takes for a pattern', { text: 'is%negative' }, []],
    ['a request id', { id: 'request-7' }, [7]],
    [
      'an inference id',
      { id: anInferenceId(NOON_MS - 3 * MINUTE_MS, 3).toUpperCase() },
      [3],
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
    ['distance', '>', '700', [8, 9]],
    ['distance', '>=', '700', [7, 8, 9]],
    ['distance', '<', '200', [0, 1]],
    ['distance', '<=', '100', [0, 1]],
    ['distance', '=', '300.0', [3]],
    ['distance', '!=', '300', [0, 1, 2, 4, 5, 6, 7, 8, 9]],
    ['distance', '>', 'far', []],
    ['carrier', '=', 'UA', [1, 3, 5, 7, 9]],
    ['carrier', '>', 'AZ', [1, 3, 5, 7, 9]],
    ['carrier', '>', '1', []],
    ['inputs.leg.time', '>', '8', [9]],
    ['rebooked', '=', 'true', [3]],
    ['rebooked', '!=', 'true', []],
    ['outputs.probability', '=', '0.2', [0, 1, 2, 3, 5, 6, 7, 8]],
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

  it('refuses a cursor that it has not given', async () => {
    const search = await aSearch();
    await expect(search({ cursor: 'abc' })).rejects.toThrow(
      'query.cursor is not one that a page has given',
    );
  });
});

describeEachDatabase('countInferences', openDatabase => {
  async function aCount() {
    const knex = await openDatabase();
    const { model } = await aStoredLog(knex, tenRecords());
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
    expect(totals).toEqual({ total: 10, errors: 2 });
    expect(bucketSeconds).toBe(300);
    expect(buckets.reduce((sum, it) => sum + it.ok + it.errors, 0)).toBe(10);
    expect(await count({ version: 1 })).toMatchObject({ total: 5, errors: 1 });
    expect(await count({ status: 'error' })).toMatchObject({
      total: 2,
      errors: 2,
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
      errors: 1,
    });
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
  it('tells failures without a stack apart by what they say', async () => {
    const knex = await openDatabase();
    const refused = (serial: number, message: string) =>
      aFailure({
        serial,
        statusCode: 400,
        errorType: 'InvalidInput',
        exception: { type: 'InvalidInput', message },
        errorPlace: undefined,
      });
    const { model } = await aStoredLog(knex, [
      refused(1, 'origin is missing'),
      refused(2, 'distance is text'),
      refused(3, 'origin is missing'),
    ]);
    const { items } = await groupExceptions({ knex, model }, query());
    expect(items.map(({ message, count }) => [message, count])).toEqual([
      ['origin is missing', 2],
      ['distance is text', 1],
    ]);
  });

  it('groups by type and place, the most recent first', async () => {
    const knex = await openDatabase();
    const { model } = await aStoredLog(knex, [
      ...tenRecords(),
      aFailure({
        serial: 20,
        errorType: 'HTTP 422',
        statusCode: 422,
        exception: undefined,
        errorPlace: undefined,
        timeMs: NOON_MS - 2 * MINUTE_MS,
      }),
    ]);
    const { items } = await groupExceptions({ knex, model }, query());
    expect(items).toEqual([
      {
        type: 'HTTP 422',
        statusCode: 422,
        count: 1,
        firstSeen: instant(NOON_MS - 2 * MINUTE_MS),
        lastSeen: instant(NOON_MS - 2 * MINUTE_MS),
        versions: [1],
        example: { id: anInferenceId(NOON_MS - 2 * MINUTE_MS, 20), row: 0 },
      },
      {
        type: 'ValueError',
        message: 'distance is negative',
        place: 'model.py:40 in predict',
        statusCode: 500,
        count: 2,
        firstSeen: instant(NOON_MS - 9 * MINUTE_MS),
        lastSeen: instant(NOON_MS - 4 * MINUTE_MS),
        versions: [1, 2],
        example: { id: anInferenceId(NOON_MS - 4 * MINUTE_MS, 4), row: 0 },
      },
    ]);
    const old = await groupExceptions({ knex, model }, query({ version: 2 }));
    expect(old.items.map(({ count }) => count)).toEqual([1]);
    const place = await groupExceptions(
      { knex, model },
      query({ errorPlace: 'model.py:40 in predict' }),
    );
    expect(place.items.map(({ type }) => type)).toEqual(['ValueError']);
  });

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
    expect(await look(older.nextCursor)).toEqual({ items: [] });
  });
});

describeEachDatabase('findNeighbours', openDatabase => {
  it('gives what was answered just before and after, newest first', async () => {
    const knex = await openDatabase();
    const records = tenRecords();
    const { model } = await aStoredLog(knex, records);
    const idsOf = (list: { id: string }[] = []) => list.map(({ id }) => id);
    const inLog = (from: number, until: number) =>
      records.slice(from, until).map(({ inferenceId }) => inferenceId);
    const middle = await findNeighbours({ knex, model }, records[5]);
    expect(idsOf(middle?.newer)).toEqual(inLog(2, 5));
    expect(idsOf(middle?.older)).toEqual(inLog(6, 9));
    const newest = await findNeighbours({ knex, model }, records[0]);
    expect(newest?.newer).toEqual([]);
    expect(idsOf(newest?.older)).toEqual(inLog(1, 4));
  });

  it('gives the other rows of the request, and what its caller named alike', async () => {
    const knex = await openDatabase();
    const row = (index: number) =>
      anInference({ row: index, requestId: 'request-1' });
    const again = anInference({ serial: 7, row: 4, requestId: 'request-1' });
    const other = anInference({ serial: 8, requestId: 'request-2' });
    const log = [row(0), row(1), row(2), again, other];
    const { model } = await aStoredLog(knex, log);
    const around = await findNeighbours({ knex, model }, row(1));
    expect(
      around?.sameRequest.map(({ id, row: index }) => [id, index]),
    ).toEqual([
      [row(0).inferenceId, 0],
      [row(0).inferenceId, 2],
      [again.inferenceId, 4],
    ]);
    expect(
      await findNeighbours({ knex, model }, { inferenceId: 'none', row: 0 }),
    ).toBeUndefined();
  });
});
