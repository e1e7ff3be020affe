import { inStretches } from '../../../inStretches';
import { RowPacker } from '../../../sqlite/RowPacker';
import { runEach } from '../../../sqlite/runEach';
import {
  columnValues,
  INFERENCE_COLUMNS,
  NewInference,
  PREDICTION,
  predictionValue,
} from '../InferenceRow';
import { PreparedInsert } from '../InferenceTable';

const INSERT = `INSERT INTO inference_records (${INFERENCE_COLUMNS.join(', ')})
  VALUES (${INFERENCE_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT DO NOTHING`;

/** Records whose values are made at a stretch. */
const STRETCH = 250;

/**
 * Makes the values of all rows, for one statement that is prepared once and runs
 * for each. Knex would build and parse a statement as long as all rows together.
 */
export async function prepareRows(
  records: readonly NewInference[],
): Promise<PreparedInsert> {
  const packer = new RowPacker();
  for await (const some of inStretches(records, STRETCH)) {
    for (const record of some) packer.addRow(columnValues(record));
  }
  const rows = packer.pack();
  const keepsAllBodies = records.every(({ inference }) => inference.keepsBody);
  return {
    async run(trx, session) {
      if (!keepsAllBodies) {
        const { predictionOf } = await session;
        rows.columns[PREDICTION] = {
          values: records.map(record => predictionValue(record, predictionOf)),
        };
      }
      const changes = await runEach(trx, INSERT, rows);
      return records.filter((_, at) => changes[at] > 0);
    },
  };
}
