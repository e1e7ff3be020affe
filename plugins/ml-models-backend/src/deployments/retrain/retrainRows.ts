import {
  ReferenceRow,
  referenceRowSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import type { RowKeeper } from '../../versions/RowKeeper';
import { DeploymentRow } from '../DeploymentRow';

/**
 * As many as are compared. Of a thousand rows, a share of right answers is known
 * within three points, and two versions on the same rows far more closely; a service
 * answers them within seconds.
 */
export const COMPARED_ROWS_MAX = 1_000;

interface RetrainRowsRow {
  model_ref: string;
  version: number;
  /** JSON. */
  reference_rows: string;
}

/** @returns the first of which the outcome is known, as many as are compared */
export function comparableRows(rows: readonly ReferenceRow[]): ReferenceRow[] {
  return rows
    .filter(({ target }) => Object.keys(target ?? {}).length > 0)
    .slice(0, COMPARED_ROWS_MAX);
}

/**
 * Keeps the rows of a version that a workflow registers by itself, as no engine will
 * tell them: in place of those of the model's retrain before. Of a run that is no
 * retrain none are kept.
 */
async function keepRows(
  trx: Knex.Transaction,
  {
    modelRef,
    runId,
    version,
    rows,
  }: {
    modelRef: string;
    runId: string;
    version: number;
    rows: readonly ReferenceRow[];
  },
): Promise<void> {
  const retrain = await trx<DeploymentRow>('deployments')
    .where({ model_ref: modelRef, run_id: runId })
    .whereNotNull('retrain')
    .first('id');
  if (retrain) {
    await trx<RetrainRowsRow>('retrain_rows')
      .insert({
        model_ref: modelRef,
        version,
        reference_rows: JSON.stringify(comparableRows(rows)),
      })
      .onConflict('model_ref')
      .merge();
  }
}

/** Keeps rows for retrains alone. */
export const retrainRows: RowKeeper = { keep: keepRows };

/** @returns undefined where none were kept, or those of another version */
export async function findRetrainRows(
  knex: Knex,
  modelRef: string,
  version: number,
): Promise<ReferenceRow[] | undefined> {
  const row = await knex<RetrainRowsRow>('retrain_rows')
    .where({ model_ref: modelRef, version })
    .first();
  return (
    row && z.array(referenceRowSchema).parse(JSON.parse(row.reference_rows))
  );
}
