import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import type { RecordPolicy } from '../inference/ModelPolicySource';

/** What may be kept of reference rows. */
export interface RedactedReference {
  rows: ReferenceRow[];
  /** By which they were redacted. */
  policy: RecordPolicy;
}

/** Takes out of reference rows what may not be kept. */
export interface ReferenceRedactor {
  /**
   * Asks the catalog, which may take a while: not to be called while a
   * transaction waits.
   *
   * @throws NotFoundError when the model's policy is not known: nothing may be
   *   kept without one
   */
  redactReference(
    knex: Knex,
    modelRef: string,
    rows: readonly ReferenceRow[],
  ): Promise<RedactedReference>;
}
