import { mockServices } from '@backstage/backend-test-utils';
import {
  Feedback,
  Inference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aFailure,
  aFeedback,
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { DatabaseInferenceProfiler } from '../performance/profile/DatabaseInferenceProfiler';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { InferenceWriter } from './InferenceWriter';
import { DatabaseInferenceLogStore } from './store/DatabaseInferenceLogStore';
import { ModelKeys } from './ModelKeys';

const MINUTE_MS = 60 * 1000;

function aProfiler(knex: Knex, writer = 'boot-1') {
  return new DatabaseInferenceProfiler({
    knex,
    writers: [writer, `${writer} beside`],
    nowMs: () => NOON_MS + MINUTE_MS,
  });
}

async function aWriter(knex: Knex, writer?: string) {
  const profiler = aProfiler(knex, writer);
  const store = new DatabaseInferenceLogStore({
    knex,
    modelKeys: new ModelKeys(),
    logger: mockServices.logger.mock(),
  });
  const log = new InferenceWriter({ profiler, store });
  return {
    joinFeedback: () => store.joinFeedback(profiler),
    write: (inferences: Inference[], feedback: Feedback[] = []) =>
      log.submit({ inferences, feedback }),
  };
}

/** What the profiles add up to, over all windows and writers. */
async function readTotals(knex: Knex) {
  const rows = await knex('profile_windows').select();
  const outcomes: Record<string, number> = {};
  for (const row of rows) {
    for (const [name, sum] of Object.entries<number>(
      JSON.parse(row.outcomes),
    )) {
      outcomes[name] = (outcomes[name] ?? 0) + sum;
    }
  }
  return {
    requests: rows.reduce((sum, row) => sum + Number(row.requests), 0),
    errors: rows.reduce((sum, row) => sum + Number(row.errors), 0),
    outcomes: Object.fromEntries(
      Object.entries(outcomes).filter(([, sum]) => sum !== 0),
    ),
  };
}

async function countRows(knex: Knex, table = 'inference_records') {
  const [{ rows }] = await knex(table).count({ rows: '*' });
  return Number(rows);
}

describeEachDatabase('InferenceWriter', openDatabase => {
  it('stores and counts a batch that is sent twice once', async () => {
    const knex = await openDatabase();
    const { write } = await aWriter(knex);
    const batch = [
      anInference({ serial: 1 }),
      anInference({ serial: 2 }),
      aFailure({ serial: 3 }),
    ];
    await write(batch);
    await write(batch);
    await Promise.all([write(batch), write(batch), write(batch)]);
    expect(await countRows(knex)).toBe(3);
    expect(await readTotals(knex)).toMatchObject({ requests: 3, errors: 1 });
  });

  it('stores and counts the rest of a batch of which a part is known', async () => {
    const knex = await openDatabase();
    const { write } = await aWriter(knex);
    await write([anInference({ serial: 1 })]);
    await write([
      anInference({ serial: 1 }),
      anInference({ serial: 2 }),
      anInference({ serial: 2 }),
      anInference({ serial: 2, row: 1 }),
    ]);
    expect(await countRows(knex)).toBe(3);
    expect((await readTotals(knex)).requests).toBe(3);
  });

  it('tells what was known of batches that are written together', async () => {
    const knex = await openDatabase();
    const { write } = await aWriter(knex);
    const old = anInference({ serial: 1 });
    await write([old]);
    const mine = [anInference({ serial: 1 }), anInference({ serial: 2 })];
    const beside = [anInference({ serial: 3 })];
    const written = await Promise.all([write(mine), write(beside)]);
    for (const { known } of written) {
      expect([...mine, ...beside].map(each => known.has(each))).toEqual([
        true,
        false,
        false,
      ]);
    }
  });

  it('counts nothing of a batch that could not be stored', async () => {
    const knex = await openDatabase();
    const { write } = await aWriter(knex);
    const broken = anInference({ serial: 2, version: NaN });
    await expect(write([anInference({ serial: 1 }), broken])).rejects.toThrow();
    expect(await countRows(knex)).toBe(0);
    expect((await readTotals(knex)).requests).toBe(0);
  });

  it('stores what others sent beside a batch that cannot be stored', async () => {
    const knex = await openDatabase();
    const { write } = await aWriter(knex);
    const outcomes = await Promise.allSettled([
      write([anInference({ serial: 1 })]),
      write([anInference({ serial: 2 })]),
      write([anInference({ serial: 3, version: NaN })]),
      write([anInference({ serial: 4 })]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect((await readTotals(knex)).requests).toBe(3);
  });

  it('adds up what several backends have written', async () => {
    const knex = await openDatabase();
    const [one, other] = [await aWriter(knex, 'a'), await aWriter(knex, 'b')];
    const batch = Array.from({ length: 40 }, (_, serial) =>
      anInference({ serial }),
    );
    await Promise.all([
      one.write(batch.slice(0, 30)),
      other.write(batch.slice(10)),
    ]);
    expect(await countRows(knex)).toBe(40);
    expect((await readTotals(knex)).requests).toBe(40);
  });

  it('adds up what is written at once, whatever of it is the same', async () => {
    const knex = await openDatabase();
    const { write } = await aWriter(knex);
    const records = Array.from({ length: 3_000 }, (_, serial) =>
      anInference({ serial }),
    );
    // Each is worth a transaction; the first two share nothing, the rest a half.
    const starts = [0, 1_000, 500, 1_500, 2_000];
    await Promise.all(
      starts.map(start => write(records.slice(start, start + 1_000))),
    );
    expect(await countRows(knex)).toBe(3_000);
    expect((await readTotals(knex)).requests).toBe(3_000);
  });

  it('keeps a record that was sampled out without its body, but what its outcome is compared with', async () => {
    const knex = await openDatabase();
    const { write } = await aWriter(knex);
    const inference = anInference({
      keepsBody: false,
      outputs: { delayed: true },
    });
    await write([inference]);
    expect(await knex('inference_records').first()).toMatchObject({
      inputs: null,
      outputs: null,
    });
    await write([], [aFeedback(inference)]);
    expect((await readTotals(knex)).outcomes).toMatchObject({ 'binary.tp': 1 });
  });

  it('has room for 20,000 records that wait, and for no more', async () => {
    let letGo = () => {};
    const log = new InferenceWriter({
      profiler: aProfiler(await openDatabase()),
      store: {
        write: () =>
          new Promise(resolve => {
            letGo = () => resolve({ known: new Set() });
          }),
      },
    });
    const submit = (count: number) =>
      log.submit({
        inferences: Array(count).fill(anInference()),
        feedback: [],
      });
    const waiting = submit(20_000);
    expect(() => log.assertRoom()).toThrow('20000 records wait to be written');
    await expect(submit(1)).rejects.toThrow('send again in a moment');
    await new Promise(setImmediate);
    letGo();
    await waiting;
    expect(() => log.assertRoom()).not.toThrow();
  });

  describe('feedback', () => {
    it('is counted in the window of its inference, whichever comes first', async () => {
      const knex = await openDatabase();
      const { write } = await aWriter(knex);
      const early = anInference({ serial: 1 });
      const late = anInference({ serial: 2 });
      await write([early]);
      await write([], [aFeedback(early), aFeedback(late)]);
      expect(await countRows(knex, 'pending_feedback')).toBe(1);
      await write([late]);
      expect(await countRows(knex, 'pending_feedback')).toBe(0);
      expect((await readTotals(knex)).outcomes).toMatchObject({
        labels: 2,
        'binary.fn': 2,
      });
    });

    it('that is sent again, or comes with its inference, is counted once', async () => {
      const knex = await openDatabase();
      const { write } = await aWriter(knex);
      const inference = anInference();
      const feedback = aFeedback(inference);
      await write([inference], [feedback, feedback]);
      await write([inference], [feedback]);
      expect((await readTotals(knex)).outcomes).toMatchObject({ labels: 1 });
    });

    it('comes in large batches', async () => {
      const knex = await openDatabase();
      const { write } = await aWriter(knex);
      const batch = Array.from({ length: 1_001 }, (_, serial) =>
        anInference({ serial }),
      );
      await write(
        batch,
        batch.map(it => aFeedback(it)),
      );
      expect((await readTotals(knex)).outcomes).toMatchObject({
        labels: 1_001,
      });
    });

    it('that corrects an outcome takes the former one out', async () => {
      const knex = await openDatabase();
      const { write } = await aWriter(knex);
      const inference = anInference();
      await write([inference], [aFeedback(inference)]);
      await write(
        [],
        [
          aFeedback(inference, {
            target: { delayed: false },
            observedMs: NOON_MS + 99 * 60 * MINUTE_MS,
          }),
        ],
      );
      expect((await readTotals(knex)).outcomes).toEqual({
        labels: 1,
        'labels.guessed': 1,
        'binary.tn': 1,
      });
    });

    it('seen before the one that is known changes nothing', async () => {
      const knex = await openDatabase();
      const { write } = await aWriter(knex);
      const inference = anInference();
      await write([inference], [aFeedback(inference)]);
      await write(
        [],
        [
          aFeedback(inference, {
            target: { delayed: false },
            observedMs: NOON_MS + MINUTE_MS,
          }),
        ],
      );
      expect((await readTotals(knex)).outcomes).toMatchObject({
        'binary.fn': 1,
      });
      expect(await countRows(knex, 'pending_feedback')).toBe(0);
    });

    it('left behind by a crash is joined later', async () => {
      const knex = await openDatabase();
      const { write, joinFeedback } = await aWriter(knex);
      const inference = anInference();
      await write([inference]);
      const { day, model_key } = await knex('inference_records').first();
      await knex('pending_feedback').insert({
        model_key,
        day,
        inference_id: inference.inferenceId,
        row_index: 0,
        target: JSON.stringify({ delayed: false }),
        observed_ms: NOON_MS,
      });
      expect(await joinFeedback()).toBe(1);
      expect(await joinFeedback()).toBe(0);
      expect((await readTotals(knex)).outcomes).toMatchObject({
        'binary.tn': 1,
      });
    });
  });
});
