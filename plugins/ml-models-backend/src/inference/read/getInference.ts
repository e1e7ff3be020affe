import { NotFoundError } from '@backstage/errors';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentFinder } from '../DeploymentFinder';
import { dayOf, findEventTimeMs } from '../eventTime';
import { RecordKey } from '../ReportedInference';
import { SearchedModel } from './searchInferences';
import {
  LISTED_COLUMNS,
  ListedRow,
  toInferenceRecord,
} from './StoredInference';

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
  const row = await findRow(knex, model.modelKey, key);
  if (!row) {
    throw new NotFoundError(
      `${model.modelRef} has no inference ${key.inferenceId} row ${key.row}: it may be older than the model's retention`,
    );
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

async function findRow(
  knex: Knex,
  modelKey: number,
  key: RecordKey,
): Promise<DetailRow | undefined> {
  const inferenceId = key.inferenceId.toLocaleLowerCase('en-US');
  const timeMs = findEventTimeMs(inferenceId);
  return timeMs === undefined
    ? undefined
    : knex('inference_records')
        .where({
          model_key: modelKey,
          day: dayOf(timeMs),
          inference_id: inferenceId,
          row_index: key.row,
        })
        .first(
          ...LISTED_COLUMNS,
          'received_ms',
          'instance_id',
          'exception_type',
          'stacktrace',
          'observed_ms',
        );
}
