import { NotFoundError } from '@backstage/errors';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  InferenceLogStore,
  RecordKey,
  StoredInference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { DeclaredValues } from '../DeclaredValues';
import { DeploymentFinder } from '../DeploymentFinder';
import { ModelPolicySource } from '../ModelPolicySource';

export interface GetInferenceOptions {
  store: InferenceLogStore;
  deployments: DeploymentFinder;
  declared: Pick<DeclaredValues, 'findInputs'>;
  policies: ModelPolicySource;
}

/**
 * One record in full, with the deployment behind it.
 *
 * @throws NotFoundError
 */
export async function getInference(
  options: GetInferenceOptions,
  modelRef: string,
  key: RecordKey,
): Promise<InferenceDetail> {
  const { store, deployments } = options;
  const record = await store.findRecord(modelRef, key);
  if (!record) {
    throw noSuchRecord(modelRef, key);
  }
  const { environment, traffic, version } = record;
  return {
    ...record,
    missingInputs: await findMissingInputs(options, record),
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

/** What is never stored, or was never read, is not known to be missing. */
async function findMissingInputs(
  { declared, policies }: GetInferenceOptions,
  { modelRef, version, inputs }: StoredInference,
): Promise<string[] | undefined> {
  if (!inputs || Object.keys(inputs).length === 0) {
    return undefined;
  }
  const names = (await declared.findInputs(modelRef, version)) ?? [];
  const missing = names.filter(name => !Object.hasOwn(inputs, name));
  if (missing.length === 0) {
    return undefined;
  }
  const policy = await policies.find(modelRef);
  const dropped = policy?.redact.map(({ path }) => path) ?? [];
  return missing.filter(name => !dropped.includes(`inputs.${name}`));
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
