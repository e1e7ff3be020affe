import { NotFoundError } from '@backstage/errors';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  InferenceLogStore,
  RecordKey,
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
  const { environment, version } = record;
  return {
    ...record,
    deployment: await deployments.findServing({
      modelRef,
      environment,
      version,
      // A replayed record tells of another time than that of its serving.
      at: new Date(record.replay ? record.receivedAt : record.time),
    }),
  };
}

export function noSuchRecord(
  modelRef: string,
  { inferenceId, row }: RecordKey,
): NotFoundError {
  return new NotFoundError(
    `${modelRef} has no inference ${inferenceId} row ${row}: it may be older than the model's retention`,
  );
}
