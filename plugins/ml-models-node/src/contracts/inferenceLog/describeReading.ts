import {
  aFailure,
  aFeedback,
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '../../inMemory/inferenceLog/anInference';
import { Inference } from '../../inference/Inference';
import { LogUnderTest } from './LogUnderTest';
import { instant, MINUTE_MS, tenRecords } from './tenRecords';

const HOUR_MS = 60 * MINUTE_MS;
const NO_RECORD = anInference({ serial: 999 });

/** One record, what is around it, and the first ones. */
export function describeReading(getLog: () => LogUnderTest): void {
  describe('reads', () => {
    let log: LogUnderTest;
    beforeEach(() => {
      log = getLog();
    });

    it('gives one record in full', async () => {
      const failure = aFailure({ row: 3, instanceId: 'pod-1' });
      await log.write([failure, aFailure()], [aFeedback(failure)]);
      expect(await log.store.findRecord(FLIGHT_DELAY, failure)).toMatchObject({
        id: failure.inferenceId,
        row: 3,
        status: 'error',
        errorType: 'ValueError',
        errorMessage: 'distance is negative',
        instanceId: 'pod-1',
        receivedAt: instant(failure.receivedMs),
        exception: failure.exception,
        target: { delayed: true },
        feedback: {
          target: { delayed: true },
          observedAt: instant(aFeedback(failure).observedMs),
        },
      });
    });

    it('tells which log a record was imported from, and what that has no place for', async () => {
      const imported: Inference['imported'] = {
        format: 'sagemaker',
        missing: ['statusCode', 'durationMs', 'exception'],
      };
      const record = anInference({ imported });
      const own = anInference({ serial: 7 });
      await log.write([record, own]);
      expect(await log.store.findRecord(FLIGHT_DELAY, record)).toMatchObject({
        status: 'ok',
        imported,
      });
      expect(
        (await log.store.findRecord(FLIGHT_DELAY, own))?.imported,
      ).toBeUndefined();
    });

    it('gives what was answered just before and after, newest first', async () => {
      const records = tenRecords();
      await log.write(records);
      expect(await around(records[5])).toMatchObject({
        newer: idsOf(records.slice(2, 5)),
        older: idsOf(records.slice(6, 9)),
        sameRequest: [],
      });
      expect(await around(records[0])).toMatchObject({
        newer: [],
        older: idsOf(records.slice(1, 4)),
      });
      expect(await around(records[9])).toMatchObject({ older: [] });
    });

    it('gives the other rows of the request, and what its caller named alike that day', async () => {
      const requestId = 'request-1';
      const rows = [0, 1, 2].map(row => anInference({ row, requestId }));
      const again = anInference({ serial: 7, row: 4, requestId });
      await log.write([
        ...rows,
        again,
        anInference({ serial: 8, requestId: 'request-2' }),
        anInference({ serial: 9, timeMs: NOON_MS + 24 * HOUR_MS, requestId }),
      ]);
      expect(await around(rows[1])).toMatchObject({
        sameRequest: idsOf([rows[0], rows[2], again]),
      });
    });

    it('has no record that it does not have', async () => {
      await log.write([anInference()]);
      for (const [modelRef, key] of [
        [FLIGHT_DELAY, NO_RECORD],
        [FLIGHT_DELAY, { inferenceId: 'nonsense', row: 0 }],
        [FLIGHT_DELAY, anInference({ row: 1 })],
        ['mlmodel:default/silent', anInference()],
      ] as const) {
        expect(await log.store.findRecord(modelRef, key)).toBeUndefined();
        expect(await log.store.findNeighbours(modelRef, key)).toBeUndefined();
      }
    });

    it('gives the first records of a version that answered and kept their body', async () => {
      const answers = [5, 4, 3, 2, 1].map(minutes =>
        anInference({
          timeMs: NOON_MS - minutes * MINUTE_MS,
          inputs: { minutes },
          keepsBody: minutes !== 3,
        }),
      );
      const others = [
        aFailure({ serial: 1, timeMs: NOON_MS - 4 * MINUTE_MS }),
        anInference({ serial: 2, timeMs: NOON_MS - 4 * MINUTE_MS, version: 2 }),
      ];
      await log.write([...answers, ...others].reverse());
      const rows = await log.store.listFirst({
        modelRef: FLIGHT_DELAY,
        version: 1,
        sinceMs: NOON_MS - 4 * MINUTE_MS,
        limit: 2,
      });
      expect(rows).toEqual([
        { inputs: { minutes: 4 }, outputs: answers[0].outputs },
        { inputs: { minutes: 2 }, outputs: answers[0].outputs },
      ]);
    });

    async function around(key: Inference) {
      const found = await log.store.findNeighbours(FLIGHT_DELAY, key);
      return (
        found && {
          newer: found.newer.map(toKey),
          older: found.older.map(toKey),
          sameRequest: found.sameRequest.map(toKey),
        }
      );
    }
  });
}

function toKey({ id, row }: { id: string; row: number }): string {
  return `${id} ${row}`;
}

function idsOf(inferences: readonly Inference[]): string[] {
  return inferences.map(({ inferenceId, row }) => `${inferenceId} ${row}`);
}
