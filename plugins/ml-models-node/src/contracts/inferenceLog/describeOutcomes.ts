import {
  aFeedback,
  anInference,
} from '../../inMemory/inferenceLog/anInference';
import { Feedback, Inference } from '../../inference/Inference';
import { LogUnderTest, onceEach } from './LogUnderTest';

const MINUTE_MS = 60 * 1000;

/** Outcomes, joined to their inferences and counted. */
export function describeOutcomes(getLog: () => LogUnderTest): void {
  describe('joins outcomes', () => {
    let log: LogUnderTest;
    beforeEach(() => {
      log = getLog();
    });

    async function expectOutcomes(
      inferences: Inference[],
      outcomes: Record<string, number>,
    ) {
      expect(await log.profiler.readCounts()).toEqual({
        ...onceEach(inferences),
        ...outcomes,
      });
    }

    const correct = (of: Inference, laterMs: number): Feedback => {
      const { observedMs } = aFeedback(of);
      return aFeedback(of, {
        target: { delayed: false },
        observedMs: observedMs + laterMs,
      });
    };

    it('joins an outcome to its inference, whichever comes first', async () => {
      const batch = [1, 2, 3].map(serial => anInference({ serial }));
      const [before, together, after] = batch;
      await log.write([before]);
      await log.write(
        [together],
        batch.map(it => aFeedback(it)),
      );
      await log.write([after]);
      await expectOutcomes(batch, { 'false → true of 1 with inputs': 3 });
      expect((await log.find()).map(({ target }) => target)).toEqual(
        Array(3).fill({ delayed: true }),
      );
    });

    it('joins what two backends write at the same time', async () => {
      const batch = Array.from({ length: 8 }, (_, serial) =>
        anInference({ serial }),
      );
      const other = log.anotherWriter();
      await Promise.all(
        batch.flatMap(it => [log.write([it]), other([], [aFeedback(it)])]),
      );
      await expectOutcomes(batch, { 'false → true of 1 with inputs': 8 });
    });

    it('counts an outcome once, however often it is sent', async () => {
      const inference = anInference();
      const feedback = aFeedback(inference);
      await log.write([inference], [feedback, feedback]);
      await log.write([inference], [feedback]);
      await log.anotherWriter()([], [feedback]);
      await expectOutcomes([inference], { 'false → true of 1 with inputs': 1 });
    });

    it('counts a correction in the place of what it corrects', async () => {
      const inference = anInference();
      await log.write([inference], [aFeedback(inference)]);
      await log.write([], [correct(inference, MINUTE_MS)]);
      await expectOutcomes([inference], {
        'false → false of 1 with inputs': 1,
      });
      expect(await log.find()).toMatchObject([{ target: { delayed: false } }]);
    });

    it.each([
      ['after it', [0, -MINUTE_MS]],
      ['before it', [-MINUTE_MS, 0]],
    ])(
      'leaves an outcome alone for one that was seen earlier and comes %s',
      async (_, [first, second]) => {
        const inference = anInference();
        const inOrder = [first, second].map(laterMs =>
          laterMs === 0 ? aFeedback(inference) : correct(inference, laterMs),
        );
        await log.write([], [inOrder[0]]);
        await log.write([], [inOrder[1]]);
        await log.write([inference]);
        await expectOutcomes([inference], {
          'false → true of 1 with inputs': 1,
        });
        await log.write([], [correct(inference, -MINUTE_MS)]);
        await expectOutcomes([inference], {
          'false → true of 1 with inputs': 1,
        });
      },
    );

    it('compares an outcome with what is kept of a record that was sampled out', async () => {
      const inference = anInference({ keepsBody: false, version: 2 });
      await log.write([inference]);
      await log.write([], [aFeedback(inference)]);
      await expectOutcomes([inference], {
        'false → true of 2 without inputs': 1,
      });
      expect(await log.find()).toMatchObject([{ target: { delayed: true } }]);
    });

    it('does not take an outcome for that of another row or model', async () => {
      const inference = anInference();
      await log.write(
        [inference],
        [
          aFeedback(inference, { row: 1 }),
          aFeedback(inference, { modelRef: 'mlmodel:default/other' }),
        ],
      );
      await log.joinAll();
      await expectOutcomes([inference], {});
    });

    it('loses and doubles no outcome whose backend dies while it is counted', async () => {
      const inference = anInference();
      const feedback = aFeedback(inference);
      await log.write([inference]);
      log.profiler.failure = 'countOutcomes';
      const wasTaken = await log.write([], [feedback]).then(
        () => true,
        () => false,
      );
      await expectOutcomes([inference], {});
      log.profiler.failure = undefined;
      // Whoever was told that it failed sends it again.
      if (!wasTaken) await log.write([], [feedback]);
      await log.joinAll();
      await expectOutcomes([inference], { 'false → true of 1 with inputs': 1 });
    });
  });
}
