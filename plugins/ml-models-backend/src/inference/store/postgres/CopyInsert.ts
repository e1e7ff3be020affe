import { Knex } from 'knex';
import { isUniqueViolation } from '../../../isUniqueViolation';
import { NewInference, PredictionOf } from '../InferenceRow';
import { copyRecords } from './copyRecords';
import { insertStaged } from './insertStaged';

/**
 * Inserts the records that are not there yet. Most often all are new, and COPY
 * takes them into the table itself, for three quarters of the work of staging
 * them. It refuses all for one that is there already: these records, and those
 * after them until no more are sent again, go by the staging table. Figures in
 * docs/adr/0003.
 */
export class CopyInsert {
  /** Of the group before. */
  private hadRepeats = false;

  /** @returns those that were inserted */
  async run(
    trx: Knex.Transaction,
    records: readonly NewInference[],
    predictionOf: PredictionOf,
  ): Promise<readonly NewInference[]> {
    if (
      !this.hadRepeats &&
      (await copyIfAllAreNew(trx, records, predictionOf))
    ) {
      return records;
    }
    const inserted = await insertStaged(trx, records, predictionOf);
    this.hadRepeats = inserted.length < records.length;
    return inserted;
  }
}

/** @returns false, with nothing inserted, when one is there already */
async function copyIfAllAreNew(
  trx: Knex.Transaction,
  records: readonly NewInference[],
  predictionOf: PredictionOf,
): Promise<boolean> {
  try {
    await trx.transaction(savepoint =>
      copyRecords(savepoint, 'inference_records', records, predictionOf),
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
