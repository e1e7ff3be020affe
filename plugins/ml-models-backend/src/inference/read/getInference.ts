import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentFinder } from '../DeploymentFinder';
import { RecordKey } from '../ReportedInference';
import { SearchedModel } from './searchInferences';
import {
  LISTED_COLUMNS,
  ListedRow,
  toInferenceRecord,
} from './StoredInference';
import { noSuchRecord, whereRecord } from './whereRecord';

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

/**
 * One record in full, with the deployment behind it.
 *
 * @throws NotFoundError
 */
export async function getInference(
  {
    knex,
    model,
    deployments,
  }: { knex: Knex; model: SearchedModel; deployments: DeploymentFinder },
  key: RecordKey,
): Promise<InferenceDetail> {
  const row: DetailRow | undefined = await knex('inference_records')
    .modify(whereRecord, model, key)
    .first(DETAIL_COLUMNS);
  if (!row) {
    throw noSuchRecord(model, key);
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
    deployment: await deployments.findServing({
      modelRef: model.modelRef,
      environment: record.environment,
      version: record.version,
      // A replayed record tells of another time than that of its serving.
      at: new Date(Number(record.replay ? row.received_ms : row.time_ms)),
    }),
  };
}
