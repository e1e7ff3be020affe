import { NotFoundError } from '@backstage/errors';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  InferenceLogStore,
  RecordKey,
  StoredInference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { DeploymentFinder } from '../DeploymentFinder';

export interface GetInferenceOptions {
  store: InferenceLogStore;
  deployments: DeploymentFinder;
}

/**
 * One record in full, with the deployment behind it.
 *
 * @throws NotFoundError
 */
export async function getInference(
  { store, deployments }: GetInferenceOptions,
  modelRef: string,
  key: RecordKey,
): Promise<InferenceDetail> {
  const record = await store.findRecord(modelRef, key);
  if (!record) {
    throw noSuchRecord(modelRef, key);
  }
  const { environment, traffic, version } = record;
  return {
    ...record,
    exception: await findException(store, modelRef, record),
    deployment: await deployments.findServing({
      modelRef,
      environment,
      version,
      traffic,
      // A replayed record tells of another time than that of its serving.
      at: new Date(record.replay ? record.receivedAt : record.time),
    }),
  };
}

/** A batch that failed has its stack trace with its first row. */
async function findException(
  store: InferenceLogStore,
  modelRef: string,
  { id, row, exception }: StoredInference,
): Promise<StoredInference['exception']> {
  if (!exception || exception.stacktrace || row === 0) {
    return exception;
  }
  const first = await store.findRecord(modelRef, { inferenceId: id, row: 0 });
  const whole = first?.exception;
  return whole?.type === exception.type
    ? { ...exception, ...whole }
    : exception;
}

export function noSuchRecord(
  modelRef: string,
  { inferenceId, row }: RecordKey,
): NotFoundError {
  return new NotFoundError(
    `${modelRef} has no inference ${inferenceId} row ${row}: it may be older than the model's retention`,
  );
}
