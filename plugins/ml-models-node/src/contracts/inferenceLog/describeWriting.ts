import {
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '../../inMemory/inferenceLog/anInference';
import { LogUnderTest, namesOf, onceEach } from './LogUnderTest';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Newest first, over three days. */
function someInferences(count: number) {
  return Array.from({ length: count }, (_, i) =>
    anInference({ timeMs: NOON_MS - i * Math.ceil((3 * DAY_MS) / count) }),
  );
}

/** Exactly once in effect. */
export function describeWriting(getLog: () => LogUnderTest): void {
  describe('writes', () => {
    let log: LogUnderTest;
    beforeEach(() => {
      log = getLog();
    });

    async function expectOnceEach(
      inferences: ReturnType<typeof someInferences>,
    ) {
      expect(await log.findKeys()).toEqual(namesOf(inferences));
      expect(await log.profiler.readCounts()).toEqual(onceEach(inferences));
    }

    it('stores and counts a batch once, however often it is sent', async () => {
      const batch = someInferences(20);
      await log.write(batch);
      await log.write([...batch].reverse());
      await expectOnceEach(batch);
    });

    it('stores and counts a batch once that several backends write at a time', async () => {
      const batch = someInferences(20);
      const other = log.anotherWriter();
      await Promise.all([
        log.write(batch),
        other([...batch].reverse()),
        log.write(batch.slice(5)),
        other(batch.slice(0, 15)),
      ]);
      await expectOnceEach(batch);
    });

    it('stores and counts what is new of a batch that overlaps another', async () => {
      const batch = someInferences(20);
      await log.write(batch.slice(0, 15));
      await log.write(batch.slice(10));
      await expectOnceEach(batch);
    });

    it('takes the first of two records with one key in a batch', async () => {
      const first = anInference({ durationMs: 7 });
      await log.write([first, anInference({ durationMs: 8 })]);
      expect(await log.find()).toMatchObject([{ durationMs: 7 }]);
      expect(await log.profiler.readCounts()).toEqual(onceEach([first]));
    });

    it('tells which of a batch were there before, or repeat one of it', async () => {
      const [old, ...batch] = someInferences(3);
      expect(await log.write([old])).toEqual({ known: new Set() });
      const sentAgain = { ...old };
      const repeated = { ...batch[0] };
      const { known } = await log.write([...batch, sentAgain, repeated]);
      expect(
        [...known].map(each => [sentAgain, repeated].indexOf(each)),
      ).toEqual([0, 1]);
    });

    it('keeps apart the rows of a request, and models that share an id', async () => {
      const rows = [1, 0].map(row => anInference({ row }));
      const foreign = anInference({ modelRef: 'mlmodel:default/other' });
      await log.write([...rows, foreign]);
      expect(await log.findKeys()).toEqual(namesOf(rows));
      expect(await log.findKeys({}, foreign.modelRef)).toEqual(
        namesOf([foreign]),
      );
      expect(await log.profiler.readCounts()).toEqual(
        onceEach([...rows, foreign]),
      );
    });

    it.each(['begin', 'count', 'commit'] as const)(
      'neither stores nor counts a batch whose backend dies at %s, until it is sent again',
      async failure => {
        const [old, ...batch] = someInferences(20);
        await log.write([old]);
        log.profiler.failure = failure;
        await expect(log.write([old, ...batch])).rejects.toThrow();
        expect(await log.profiler.readCounts()).toEqual(onceEach([old]));
        const seen = await log.findKeys();
        expect(log.harness.leavesTorn ? [] : seen).toEqual(
          log.harness.leavesTorn ? [] : namesOf([old]),
        );
        log.profiler.failure = undefined;
        await log.anotherWriter()([old, ...batch]);
        await expectOnceEach([old, ...batch]);
      },
    );

    it('takes more at a time than usual', async () => {
      const batch = someInferences(2_500);
      await log.write(batch);
      await expectOnceEach(batch);
    });

    it('keeps the row of a record that was sampled out, without its body', async () => {
      await log.write([anInference({ keepsBody: false })]);
      const [record] = await log.find();
      expect(record).toMatchObject({ modelRef: FLIGHT_DELAY, status: 'ok' });
      expect([record.inputs, record.outputs]).toEqual([undefined, undefined]);
    });
  });
}
