import {
  ModelReport,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

/** What becomes the baseline that drift of a version is measured against. */
export interface BaselineSource {
  modelRef: string;
  version: number;
  report: ModelReport;
  /** Without what may not be kept. */
  referenceRows: ReferenceRow[];
}

/** Freezes the baseline of a version in the transaction that registers it. */
export interface BaselineFreezer {
  freeze(trx: Knex.Transaction, source: BaselineSource): Promise<void>;
}
