import {
  RecordKey,
  StoredInference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { SearchedModel } from './searchInferences';
import {
  LISTED_COLUMNS,
  ListedRow,
  toInferenceRecord,
} from './StoredInference';
import { whereRecord } from './whereRecord';

const DETAIL_COLUMNS = [
  ...LISTED_COLUMNS,
  'received_ms',
  'instance_id',
  'exception_type',
  'stacktrace',
  'observed_ms',
];

interface DetailRow extends ListedRow {
  received_ms: number | string;
  instance_id: string | null;
  exception_type: string | null;
  stacktrace: string | null;
  observed_ms: number | string | null;
}

/** @returns undefined when there is no such record */
export async function findRecord(
  { knex, model }: { knex: Knex; model: SearchedModel },
  key: RecordKey,
): Promise<StoredInference | undefined> {
  const row: DetailRow | undefined = await knex('inference_records')
    .modify(whereRecord, model, key)
    .first(DETAIL_COLUMNS);
  if (!row) {
    return undefined;
  }
  const record = toInferenceRecord(row, model.modelRef);
  return {
    ...record,
    receivedAt: new Date(Number(row.received_ms)).toISOString(),
    instanceId: row.instance_id ?? undefined,
    exception:
      row.exception_type || row.error_message || row.stacktrace
        ? {
            type: row.exception_type ?? undefined,
            message: row.error_message ?? undefined,
            stacktrace: row.stacktrace ?? undefined,
          }
        : undefined,
    feedback: record.target && {
      target: record.target,
      observedAt: new Date(Number(row.observed_ms)).toISOString(),
    },
  };
}
