import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { FirstRecordsQuery } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { readStoredValues, StoredValues } from '../storedValues';

/** @returns the oldest answered records that kept their body, oldest first */
export async function readFirstRecords(
  knex: Knex,
  { modelRef, version, sinceMs, limit }: FirstRecordsQuery,
): Promise<ReferenceRow[]> {
  const rows = await knex({ r: 'inference_records' })
    .join({ m: 'inference_models' }, 'm.model_key', 'r.model_key')
    .where({
      'm.model_ref': modelRef,
      'r.version': version,
      'r.failed': false,
    })
    .where('r.time_ms', '>=', sinceMs)
    .whereNotNull('r.inputs')
    .orderBy(['r.time_ms', 'r.inference_id', 'r.row_index'])
    .limit(limit)
    .select<{ inputs: StoredValues; outputs: StoredValues }[]>(
      'r.inputs',
      'r.outputs',
    );
  return rows.map(({ inputs, outputs }) => ({
    inputs: readStoredValues(inputs) ?? {},
    outputs: readStoredValues(outputs) ?? {},
  }));
}
