import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

/** Takes out of reference rows what may not be kept. */
export interface ReferenceRedactor {
  /**
   * @throws NotFoundError when the model's policy is not known: nothing may be
   *   kept without one
   */
  redactReference(
    trx: Knex.Transaction,
    modelRef: string,
    rows: readonly ReferenceRow[],
  ): Promise<ReferenceRow[]>;
}
