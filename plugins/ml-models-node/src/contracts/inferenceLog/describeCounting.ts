import { inferenceQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFailure,
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '../../inMemory/inferenceLog/anInference';
import { CountedBucket } from '../../inference/InferenceLogStore';
import { LogUnderTest } from './LogUnderTest';
import { instant, MINUTE_MS, tenRecords } from './tenRecords';

const HOUR_MS = 60 * MINUTE_MS;

/** Records over time, and failures by what they have in common. */
export function describeCounting(getLog: () => LogUnderTest): void {
  describe('counts', () => {
    let log: LogUnderTest;
    beforeEach(() => {
      log = getLog();
    });

    it('counts records by time', async () => {
      const records = [0, 10, 20, 70].map(minutes =>
        anInference({ timeMs: NOON_MS - 2 * MINUTE_MS + minutes * MINUTE_MS }),
      );
      // Of the caller's mistake, an overload, and one without a status.
      const failures = [400, 429, undefined].map((statusCode, index) =>
        aFailure({ serial: 1 + index, statusCode }),
      );
      const late = anInference({ timeMs: NOON_MS + 2 * HOUR_MS });
      await log.write([...records, ...failures, late]);
      const counts = await log.store.count(FLIGHT_DELAY, {
        version: 1,
        from: instant(NOON_MS - HOUR_MS),
        until: instant(late.timeMs),
        bucketMs: HOUR_MS,
      });
      expect(addUp(counts.buckets)).toEqual({
        [instant(NOON_MS - 2 * MINUTE_MS)]: [3, 1, 2],
        [instant(NOON_MS - 2 * MINUTE_MS + HOUR_MS)]: [1, 0, 0],
      });
      expect(counts.searchedUntil).toBeUndefined();
    });

    it('counts of answers those whose log has no failures in it', async () => {
      const imported = (missing: string[]) => ({
        format: 'table' as const,
        missing,
      });
      await log.write([
        anInference({
          imported: imported(['statusCode', 'errorType', 'errorMessage']),
        }),
        anInference({ serial: 1, imported: imported(['durationMs']) }),
        anInference({ serial: 2 }),
        aFailure({ serial: 3 }),
      ]);
      const { buckets } = await log.store.count(FLIGHT_DELAY, {
        from: instant(NOON_MS - HOUR_MS),
        until: instant(NOON_MS + HOUR_MS),
        bucketMs: HOUR_MS,
      });
      const sumOf = (name: 'ok' | 'failuresUntold' | 'errors') =>
        buckets.reduce((sum, bucket) => sum + bucket[name], 0);
      expect([sumOf('ok'), sumOf('failuresUntold'), sumOf('errors')]).toEqual([
        3, 1, 1,
      ]);
    });

    async function listGroups(query: object = {}) {
      const { items } = await log.store.groupExceptions(
        FLIGHT_DELAY,
        inferenceQuerySchema.parse(query),
      );
      return items;
    }

    it('groups failures whose messages differ in values alone, and no others', async () => {
      const messages = [
        "could not convert 'far' to float",
        'distance is missing',
        "could not convert 'near' to float",
      ];
      await log.write(
        messages.map((message, serial) =>
          aFailure({ serial, version: 1 + serial, exception: { message } }),
        ),
      );
      expect(await listGroups()).toMatchObject([
        {
          message: messages[2],
          messagePattern: "could not convert '…' to float",
          place: 'model.py:40 in predict',
          count: 2,
          versions: [1, 3],
          example: { id: anInferenceId(NOON_MS, 2), row: 0 },
        },
        { messagePattern: messages[1], count: 1, versions: [2] },
      ]);
    });

    it('groups failures by type and place, the most recent first', async () => {
      await log.write([
        ...tenRecords(),
        aFailure({
          serial: 20,
          errorType: 'HTTP 422',
          errorPlace: undefined,
          statusCode: 422,
          exception: undefined,
          timeMs: NOON_MS - 2 * MINUTE_MS,
        }),
      ]);
      expect(await listGroups()).toMatchObject([
        { type: 'HTTP 422', statusCode: 422, count: 1, versions: [1] },
        {
          type: 'ValueError',
          message: 'distance is negative',
          place: 'model.py:40 in predict',
          statusCode: 500,
          count: 2,
          firstSeen: instant(NOON_MS - 9 * MINUTE_MS),
          lastSeen: instant(NOON_MS - 4 * MINUTE_MS),
          versions: [1, 2],
          example: { id: tenRecords()[4].inferenceId, row: 0 },
        },
      ]);
      expect(await listGroups({ version: 2 })).toMatchObject([{ count: 1 }]);
      expect(await listGroups({ status: 'ok' })).toHaveLength(2);
      expect(await listGroups({ status: 'invalid' })).toMatchObject([
        { type: 'HTTP 422' },
      ]);
      expect(await listGroups({ status: 'error' })).toMatchObject([
        { type: 'ValueError' },
      ]);
    });

    it('says when what came again and again was first seen, and when last', async () => {
      await log.write(
        [0, 1, 2].map(minutes =>
          aFailure({
            serial: minutes,
            timeMs: NOON_MS - minutes * MINUTE_MS,
          }),
        ),
      );
      expect(await listGroups()).toMatchObject([
        {
          count: 3,
          firstSeen: instant(NOON_MS - 2 * MINUTE_MS),
          lastSeen: instant(NOON_MS),
        },
      ]);
    });

    it('says how many groups there are beyond those that it lists', async () => {
      await log.write(
        Array.from({ length: 203 }, (_, serial) =>
          aFailure({ serial, errorPlace: `model.py:${serial}` }),
        ),
      );
      const { items, furtherGroups } = await log.store.groupExceptions(
        FLIGHT_DELAY,
        inferenceQuerySchema.parse({}),
      );
      expect([items.length, furtherGroups]).toEqual([200, 3]);
    });

    it('tells failures of two types apart that say the same in one place', async () => {
      await log.write(
        ['ValueError', 'TypeError', 'ValueError'].map((errorType, serial) =>
          aFailure({ serial, errorType }),
        ),
      );
      const groups = await listGroups();
      expect(groups.map(({ type, count }) => [type, count])).toEqual([
        ['ValueError', 2],
        ['TypeError', 1],
      ]);
    });

    it('tells failures without a place apart by what they say', async () => {
      const messages = ['origin is missing', 'distance is text'];
      await log.write(
        [messages[0], messages[1], messages[0]].map((message, serial) =>
          aFailure({ serial, errorPlace: undefined, exception: { message } }),
        ),
      );
      const groups = await listGroups();
      expect(groups.map(({ message, count }) => [message, count])).toEqual([
        [messages[0], 2],
        [messages[1], 1],
      ]);
    });
  });
}

/** @returns by start: ok, invalid requests, errors */
function addUp(
  buckets: readonly CountedBucket[],
): Record<string, [number, number, number]> {
  const sums: Record<string, [number, number, number]> = {};
  for (const { startMs, ok, invalidRequests, errors } of buckets) {
    const sum = sums[instant(startMs)] ?? [0, 0, 0];
    sums[instant(startMs)] = [
      sum[0] + ok,
      sum[1] + invalidRequests,
      sum[2] + errors,
    ];
  }
  return sums;
}
