import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { FirstRecordsQuery } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { dayOf } from '../../eventTime';
import { readStoredValues, StoredValues } from '../storedValues';

/** @returns the oldest answered records that kept their body, oldest first */
export async function readFirstRecords(
  knex: Knex,
  { modelRef, version, sinceMs, limit }: FirstRecordsQuery,
): Promise<ReferenceRow[]> {
  const rows = await knex('inference_records')
    .where(
      'model_key',
      knex('inference_models')
        .where({ model_ref: modelRef })
        .select('model_key'),
    )
    .where({ version, failed: false })
    // The order of time that an index has.
    .where('day', '>=', dayOf(sinceMs))
    .where('time_ms', '>=', sinceMs)
    .whereNotNull('inputs')
    .orderBy(['day', 'inference_id', 'row_index'])
    .limit(limit)
    .select<{ inputs: StoredValues; outputs: StoredValues }[]>(
      'inputs',
      'outputs',
    );
  return rows.map(({ inputs, outputs }) => ({
    inputs: readStoredValues(inputs) ?? {},
    outputs: readStoredValues(outputs) ?? {},
  }));
}
