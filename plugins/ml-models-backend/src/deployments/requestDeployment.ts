import { ANNOTATION_SOURCE_LOCATION } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  DeploymentTrigger,
  environmentsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  ServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation } from '../isUniqueViolation';
import { sourceLocationOf } from '../catalog/sourceLocationOf';
import { DeploymentRow } from './DeploymentRow';
import { getAdapter } from './getAdapter';
import { plannedSteps } from './releaseSteps';
import { findDeploymentByKey } from './store/findDeployments';
import { findLastStepSeconds } from './store/findLastStepSeconds';
import { insertDeployment } from './store/insertDeployment';
import { VersionRegistry } from './VersionRegistry';

export interface DeploymentRequest {
  modelRef: string;
  model: MlModelEntityV1alpha1;
  environment: string;
  version?: number;
  commit?: string;
  trigger: DeploymentTrigger;
  requestedBy?: string;
  idempotencyKey?: string;
}

export interface RequestDeploymentOptions {
  database: Knex;
  pipelineEngines: Map<string, PipelineEngine>;
  servingRuntimes: Map<string, ServingRuntime>;
  versions: VersionRegistry;
  defaults: AdapterDefaults;
  now: () => Date;
}

/** Ids of the adapters for models that name none. */
export interface AdapterDefaults {
  pipelineEngine: string;
  servingRuntime: string;
}

/** Requests at once that collide at a target are tried again this often. */
const ATTEMPTS = 5;

/**
 * Queues a deployment; it replaces one that waits at the same target.
 *
 * @returns the deployment, or the one that the same key made before
 * @throws InputError, NotFoundError when it could never succeed
 */
export async function requestDeployment(
  request: DeploymentRequest,
  options: RequestDeploymentOptions,
): Promise<DeploymentRow> {
  assertEnvironment(request);
  const plan = await planDeployment(request, options);
  for (let attempt = 1; ; attempt += 1) {
    const made = await findMade(request, options.database);
    if (made) {
      return made;
    }
    try {
      return await queueDeployment(request, plan, options);
    } catch (error) {
      // Another request has queued one, or used the key, since we looked.
      if (!isUniqueViolation(error) || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

type DeploymentPlan = Pick<
  DeploymentRow,
  'version' | 'requested_commit' | 'source_location' | 'engine' | 'runtime'
>;

async function planDeployment(
  request: DeploymentRequest,
  options: RequestDeploymentOptions,
): Promise<DeploymentPlan> {
  const runtime = options.defaults.servingRuntime;
  getAdapter(options.servingRuntimes, runtime, 'serving runtime');
  const { modelRef, version } = request;
  if (version === undefined) {
    assertMayBuild(request);
    return { ...planBuild(request, options), version: null, runtime };
  }
  const { artifact } = await options.versions.get(modelRef, version);
  if (!artifact) {
    throw new InputError(
      `Version ${version} of ${modelRef} came without an artifact, so there is nothing to start: deploy a commit instead`,
    );
  }
  return {
    version,
    requested_commit: null,
    source_location: null,
    engine: null,
    runtime,
  };
}

function planBuild(
  { model, modelRef, commit }: DeploymentRequest,
  { pipelineEngines, defaults }: RequestDeploymentOptions,
) {
  const sourceLocation = sourceLocationOf(model);
  if (!sourceLocation) {
    throw new InputError(
      `${modelRef} does not say where its code is: add the annotation ${ANNOTATION_SOURCE_LOCATION} to its catalog-info.yaml, or register it from its repository`,
    );
  }
  const engine = model.spec.pipeline?.engine ?? defaults.pipelineEngine;
  getAdapter(pipelineEngines, engine, 'pipeline engine');
  return {
    requested_commit: commit ?? null,
    source_location: sourceLocation,
    engine,
  };
}

async function queueDeployment(
  request: DeploymentRequest,
  plan: DeploymentPlan,
  { database, now }: RequestDeploymentOptions,
): Promise<DeploymentRow> {
  const row: DeploymentRow = {
    ...plan,
    id: uuidv7(),
    model_ref: request.modelRef,
    environment: request.environment,
    status: 'queued',
    slot: 'queued',
    previous_version: null,
    trigger: request.trigger,
    requested_by: request.requestedBy ?? null,
    idempotency_key: request.idempotencyKey ?? null,
    created_at: now(),
    ended_at: null,
    commit: null,
    run_id: null,
    current_step: null,
    failure: null,
    cancel_requested_at: null,
    cancel_reason: null,
    lease_owner: null,
    lease_until: null,
    epoch: 0,
  };
  const steps = plannedSteps(row.id, plan.engine !== null);
  const lastSeconds = await findLastStepSeconds(
    database,
    row.model_ref,
    steps.map(step => step.name),
  );
  await database.transaction(trx =>
    insertDeployment(
      trx,
      row,
      steps.map(step => ({
        ...step,
        last_seconds: lastSeconds.get(step.name) ?? null,
      })),
    ),
  );
  return row;
}

async function findMade(
  { modelRef, idempotencyKey }: DeploymentRequest,
  database: Knex,
): Promise<DeploymentRow | undefined> {
  return idempotencyKey
    ? findDeploymentByKey(database, modelRef, idempotencyKey)
    : undefined;
}

function assertEnvironment({
  model,
  modelRef,
  environment,
}: DeploymentRequest): void {
  const environments = environmentsOf(model);
  if (!environments.includes(environment)) {
    throw new InputError(
      `${modelRef} has no environment '${environment}'; its environments are ${environments.join(
        ', ',
      )}`,
    );
  }
}

function assertMayBuild({ trigger }: DeploymentRequest): void {
  if (trigger === 'rollback') {
    throw new InputError(
      'A rollback releases a version that was built before: say which one',
    );
  }
}
