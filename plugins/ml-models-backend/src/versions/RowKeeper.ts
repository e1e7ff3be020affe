import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

/** Keeps rows of versions that pipelines register by themselves, where somebody needs them. */
export interface RowKeeper {
  /** @param registered - `rows`: those that may be kept as they were sent */
  keep(
    trx: Knex.Transaction,
    registered: {
      modelRef: string;
      runId: string;
      version: number;
      rows: readonly ReferenceRow[];
    },
  ): Promise<void>;
}
