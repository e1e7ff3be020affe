import {
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describePostgres } from '../../../__testUtils__/eachDatabase';
import { dayOf } from '../../eventTime';
import { inKeyOrder } from '../inKeyOrder';
import { createPartition } from './createPartition';
import { CopyInsert } from './CopyInsert';

const MODEL_KEY = 1;

/** More than COPY keeps before it writes them into the table and its indexes. */
const ROWS = 2_500;

function someRecords(count = ROWS) {
  return inKeyOrder(
    Array.from({ length: count }, (_, at) => ({
      inference: anInference({ timeMs: NOON_MS + at }),
      modelKey: MODEL_KEY,
    })),
  );
}

describePostgres('CopyInsert', openDatabase => {
  let knex: Knex;
  let insert: CopyInsert;
  let isStaged: boolean;
  beforeEach(async () => {
    knex = await openDatabase();
    await createPartition(knex, dayOf(NOON_MS));
    insert = new CopyInsert();
    knex.on('query', ({ sql }) => {
      isStaged ||= sql.includes('TABLE IF NOT EXISTS incoming_inferences');
    });
  });

  /** @returns those that were new, and whether they were staged */
  async function run(records: ReturnType<typeof someRecords>) {
    isStaged = false;
    const inserted = await knex.transaction(trx =>
      insert.run(trx, records, ({ outputs }) => outputs),
    );
    return { inserted, isStaged };
  }

  async function countRows() {
    const [{ count }] = await knex('inference_records').count();
    return Number(count);
  }

  it('copies records into the table itself when all are new', async () => {
    const records = someRecords();
    expect(await run(records)).toEqual({ inserted: records, isStaged: false });
    expect(await countRows()).toBe(ROWS);
  });

  it('stages records when the last of them is there already, and tells those that are new', async () => {
    const records = someRecords();
    await run(records.slice(-1));
    expect(await run(records)).toEqual({
      inserted: records.slice(0, -1),
      isStaged: true,
    });
    expect(await countRows()).toBe(ROWS);
  });

  it('stages further records until none was there already', async () => {
    const [first, ...others] = someRecords(4);
    await run([first]);
    await run([first, others[0]]);
    expect(await run([others[1]])).toEqual({
      inserted: [others[1]],
      isStaged: true,
    });
    expect(await run([others[2]])).toEqual({
      inserted: [others[2]],
      isStaged: false,
    });
    expect(await countRows()).toBe(4);
  });

  it('tries nothing else when the database refuses records for another reason', async () => {
    const [{ inference }] = someRecords(1);
    const [tomorrow] = inKeyOrder([
      {
        inference: { ...inference, timeMs: NOON_MS + 24 * 60 * 60 * 1000 },
        modelKey: MODEL_KEY,
      },
    ]);
    await expect(run([tomorrow])).rejects.toThrow('no partition of relation');
    expect(isStaged).toBe(false);
    expect(await countRows()).toBe(0);
  });
});
