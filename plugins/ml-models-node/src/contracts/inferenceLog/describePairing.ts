import {
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '../../inMemory/inferenceLog/anInference';
import { Inference } from '../../inference/Inference';
import { PairQuery } from '../../inference/InferenceLogStore';
import { LogUnderTest } from './LogUnderTest';
import { MINUTE_MS } from './tenRecords';

const DAY_MS = 24 * 60 * MINUTE_MS;

/** What two versions answered to the same requests. */
export function describePairing(getLog: () => LogUnderTest): void {
  describe('pairs', () => {
    let log: LogUnderTest;
    beforeEach(() => {
      log = getLog();
    });

    const find = (changes: Partial<PairQuery> = {}) =>
      log.store.listPairs({
        modelRef: FLIGHT_DELAY,
        environment: 'production',
        shadow: 2,
        primary: 1,
        sinceMs: NOON_MS,
        limit: 100,
        ...changes,
      });

    it('gives each copy with the answer to its caller, row by row, the newest first', async () => {
      const asked = [0, 1].map(row => aRequest(1, { row }));
      const later = aRequest(2);
      await log.write([...asked.flat(), ...later].reverse());
      expect(await find()).toEqual({
        copies: 3,
        pairs: [later, asked[1], asked[0]].map(([primary, shadow]) => ({
          primary: toPaired(primary),
          shadow: toPaired(shadow),
        })),
      });
    });

    it('says of a record that it failed, or that its body was not kept', async () => {
      const [primary, shadow] = aRequest(1);
      await log.write([
        { ...primary, keepsBody: false },
        { ...shadow, failed: true, errorType: 'ValueError' },
      ]);
      expect((await find()).pairs).toMatchObject([
        { primary: { failed: false }, shadow: { failed: true } },
      ]);
      expect((await find()).pairs[0].primary.outputs).toBeUndefined();
    });

    it.each<[string, Partial<Inference>]>([
      ['another request', { gatewayId: anInferenceId(NOON_MS, 77) }],
      ['another row', { row: 1 }],
      ['another version', { version: 3 }],
      ['another environment', { environment: 'staging' }],
      ['a canary', { traffic: 'canary' }],
      ['a replay', { replay: true }],
      ['no gateway', { gatewayId: undefined }],
      ['an hour later', idAt(NOON_MS + 60 * MINUTE_MS)],
    ])('pairs a copy with no record of %s', async (_, changes) => {
      const [primary, shadow] = aRequest(1);
      await log.write([{ ...primary, ...changes }, shadow]);
      expect(await find()).toEqual({ copies: 1, pairs: [] });
    });

    it('looks at no older copy, and at no more than it may', async () => {
      await log.write([
        ...aRequest(1, { timeMs: NOON_MS - 1 }),
        ...aRequest(2),
        ...aRequest(3),
      ]);
      expect((await find()).copies).toBe(2);
      const { copies, pairs } = await find({ limit: 1 });
      expect(copies).toBe(1);
      expect(pairs.map(({ shadow }) => shadow.inferenceId)).toEqual([
        aRequest(3)[1].inferenceId,
      ]);
    });

    it('finds what a slow copy is a copy of, across midnight', async () => {
      const midnightMs = Math.ceil(NOON_MS / DAY_MS) * DAY_MS;
      const takenMs = midnightMs - 5_000;
      const [primary, shadow] = aRequest(1, { timeMs: takenMs });
      await log.write([primary, { ...shadow, ...idAt(takenMs + 20_000) }]);
      expect((await find()).pairs).toHaveLength(1);
    });

    it('has none of a model that it does not know', async () => {
      await log.write(aRequest(1));
      expect(await find({ modelRef: 'mlmodel:default/silent' })).toEqual({
        copies: 0,
        pairs: [],
      });
    });
  });
}

function idAt(timeMs: number) {
  return { timeMs, inferenceId: anInferenceId(timeMs, 999) };
}

/** @returns the record of its answer, and that of its copy */
function aRequest(
  serial: number,
  changes: Partial<Inference> = {},
): [Inference, Inference] {
  const { timeMs = NOON_MS } = changes;
  const asked = { gatewayId: anInferenceId(timeMs, serial), ...changes };
  return [
    anInference({ serial, ...asked }),
    anInference({
      serial: 100 + serial,
      version: 2,
      traffic: 'shadow',
      outputs: { delayed: true, probability: 0.8 },
      ...asked,
    }),
  ];
}

function toPaired({ inferenceId, row, failed, outputs }: Inference) {
  return { inferenceId, row, failed, outputs };
}
