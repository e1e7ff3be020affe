import { Knex } from 'knex';
import { NewInference } from './InferenceRow';
import { InferenceTable } from './InferenceTable';

/**
 * Inserts the records that are not there yet. Of those with the same key the
 * first one is.
 *
 * @returns those that were inserted
 */
export async function insertInferences(
  trx: Knex.Transaction,
  table: InferenceTable,
  records: readonly NewInference[],
): Promise<readonly NewInference[]> {
  // Sorting keeps the order of equals.
  const sorted = [...records].sort(compareKeys);
  const distinct = sorted.filter(
    (record, at) => at === 0 || compareKeys(sorted[at - 1], record) !== 0,
  );
  return distinct.length > 0 ? table.insert(trx, distinct) : [];
}

function compareKeys(a: NewInference, b: NewInference): number {
  return (
    a.modelKey - b.modelKey ||
    compareTexts(a.inference.inferenceId, b.inference.inferenceId) ||
    a.inference.row - b.inference.row
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
