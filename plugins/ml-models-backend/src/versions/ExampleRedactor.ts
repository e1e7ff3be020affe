import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

/** Tells what of a reference row may be kept. */
export interface ExampleRedactor {
  /** @throws NotFoundError when the model's policy is not known */
  redactReference(
    trx: Knex.Transaction,
    modelRef: string,
    rows: readonly ReferenceRow[],
  ): Promise<ReferenceRow[]>;
}
