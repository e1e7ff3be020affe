import { inferenceQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFeedback,
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '../../inMemory/inferenceLog/anInference';
import { RecordKey } from '../../inference/Inference';
import { InferenceSubject } from '../../inference/InferenceLogStore';
import { LogUnderTest, namesOf } from './LogUnderTest';

const DAY_MS = 24 * 60 * 60 * 1000;
const OTHER = 'mlmodel:default/other';

/** Retention, and what somebody wants to have deleted. */
export function describeDeleting(getLog: () => LogUnderTest): void {
  describe('deletes', () => {
    let log: LogUnderTest;
    beforeEach(() => {
      log = getLog();
    });

    const isAda = { passenger: 'ada' };
    const isGrace = { passenger: 'grace' };
    const hideIn = (text: string) => text.replaceAll('ada', '[deleted]');

    function deleteAda(section: InferenceSubject['section'], dryRun = false) {
      return log.store.deleteSubject({
        modelRef: FLIGHT_DELAY,
        subject: {
          section,
          isIn: values => values.passenger === 'ada',
          needles: () => (section === 'outputs' ? undefined : ['ada']),
          hideIn,
        },
        dryRun,
      });
    }

    it('counts what is kept of a subject, and deletes just that', async () => {
      const theirs = [1, 2].map(serial =>
        anInference({ serial, inputs: isAda }),
      );
      const others = [
        anInference({ serial: 5, outputs: isAda }),
        anInference({ serial: 4, inputs: { passenger: 'adah', name: 'ada' } }),
        anInference({ serial: 3, inputs: isGrace }),
      ];
      const foreign = anInference({ modelRef: OTHER, inputs: isAda });
      await log.write([...theirs, ...others, foreign]);
      const counted = await log.profiler.readCounts();
      const both = { records: 2, waitingFeedback: 0 };

      expect(await deleteAda('inputs', true)).toEqual(both);
      expect(await log.find()).toHaveLength(5);
      expect(await deleteAda('inputs')).toEqual(both);
      expect(await log.findKeys()).toEqual(namesOf(others));
      expect(await log.findKeys({}, OTHER)).toEqual(namesOf([foreign]));
      expect(await log.profiler.readCounts()).toEqual(counted);
      expect(await deleteAda('inputs')).toMatchObject({ records: 0 });
      expect(await deleteAda('outputs')).toMatchObject({ records: 1 });
    });

    it('finds a subject in outcomes, joined or waiting', async () => {
      const [joined, waiting, grace] = [1, 2, 3].map(serial =>
        anInference({ serial }),
      );
      await log.write(
        [joined, grace],
        [
          aFeedback(joined, { target: isAda }),
          aFeedback(waiting, { target: isAda }),
          aFeedback(grace, { target: isGrace }),
          aFeedback(waiting, { modelRef: OTHER, target: isAda }),
        ],
      );
      const one = { records: 1, waitingFeedback: 1 };
      expect(await deleteAda('target', true)).toEqual(one);
      expect(await deleteAda('target')).toEqual(one);
      await log.write([waiting]);
      await log.joinAll();
      expect((await log.find()).map(({ target }) => target)).toEqual([
        isGrace,
        undefined,
      ]);
    });

    it('hides a subject in the exceptions of the rows that are left', async () => {
      const exception = {
        type: 'ValueError',
        message: 'no fare for ada and grace',
        stacktrace: 'ValueError: no fare for ada and grace',
      };
      const rows = [isGrace, isAda, isGrace].map((inputs, row) =>
        anInference({ serial: 1, row, inputs, failed: true, exception }),
      );
      const other = anInference({ serial: 2, failed: true, exception });
      const waiting = anInference({ serial: 2, row: 7 });
      await log.write(
        [...rows, other],
        [aFeedback(waiting, { target: isAda })],
      );
      const findText = async ({ inferenceId, row }: RecordKey) =>
        (await log.store.findRecord(FLIGHT_DELAY, { inferenceId, row }))
          ?.exception;

      await deleteAda('inputs', true);
      expect(await findText(rows[0])).toEqual(exception);
      expect(await deleteAda('inputs')).toMatchObject({ records: 1 });
      const hidden = {
        type: 'ValueError',
        message: 'no fare for [deleted] and grace',
        stacktrace: 'ValueError: no fare for [deleted] and grace',
      };
      expect(await findText(rows[0])).toEqual(hidden);
      expect(await findText(rows[1])).toBeUndefined();
      expect(await findText(rows[2])).toEqual(hidden);
      expect(await findText(other)).toEqual(exception);
      expect(await deleteAda('target')).toMatchObject({ waitingFeedback: 1 });
      expect(await findText(other)).toEqual(hidden);
      const { items } = await log.store.groupExceptions(
        FLIGHT_DELAY,
        inferenceQuerySchema.parse({}),
      );
      expect(items.map(({ message }) => message)).toEqual([hidden.message]);
    });

    it('finds a subject in what is kept of outputs that were sampled out', async () => {
      await log.write([
        anInference({ outputs: { delayed: 'ada' }, keepsBody: false }),
      ]);
      const { records } = await log.store.deleteSubject({
        modelRef: FLIGHT_DELAY,
        subject: {
          section: 'outputs',
          isIn: values => values.delayed === 'ada',
          needles: () => ['ada'],
          hideIn,
        },
        dryRun: false,
      });
      expect(records).toBe(1);
      expect(await log.find()).toEqual([]);
    });

    it('deletes what each model keeps no longer, and no more', async () => {
      const ages = [0, 6, 9, 30].map(days => NOON_MS - days * DAY_MS);
      const logOf = (modelRef: string) =>
        ages.map(timeMs => anInference({ modelRef, timeMs }));
      const [ours, kept, unknown] = [FLIGHT_DELAY, OTHER, `${OTHER}s`].map(
        logOf,
      );
      await log.write([...ours, ...kept, ...unknown]);
      await log.store.deleteExpired({
        keptSinceMs: async modelRef =>
          ({
            [FLIGHT_DELAY]: NOON_MS - 7 * DAY_MS,
            [OTHER]: NOON_MS - 10 * DAY_MS,
          }[modelRef]),
      });
      expect(await log.findKeys()).toEqual(namesOf(ours.slice(0, 2)));
      expect(await log.findKeys({}, OTHER)).toEqual(namesOf(kept.slice(0, 3)));
      expect(await log.findKeys({}, `${OTHER}s`)).toEqual(namesOf(unknown));
    });

    it('deletes outcomes that have waited too long', async () => {
      const [old, young] = [9, 6].map(days =>
        anInference({ timeMs: NOON_MS - days * DAY_MS }),
      );
      await log.write([], [aFeedback(old), aFeedback(young)]);
      await log.store.deleteExpired({
        keptSinceMs: async () => NOON_MS - 7 * DAY_MS,
      });
      await log.write([old, young]);
      await log.joinAll();
      expect((await log.find()).map(({ target }) => target)).toEqual([
        { delayed: true },
        undefined,
      ]);
    });
  });
}
