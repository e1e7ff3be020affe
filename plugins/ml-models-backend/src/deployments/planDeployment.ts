import { ANNOTATION_SOURCE_LOCATION } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  DeploymentTrigger,
  MlModelEntityV1alpha1,
  servingOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  ServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { sourceLocationOf } from '../catalog/sourceLocationOf';
import { assertEnvironment } from './assertEnvironment';
import { DeploymentRow } from './DeploymentRow';
import { getAdapter } from './getAdapter';
import { RetrainRules } from './retrain/RetrainColumns';
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
  /** Id of the deployment that this one retries. */
  retryOf?: string;
  /** Why, where no person asks. */
  reason?: string;
  /** What it has to be beside the live version; absent: it is no retrain. */
  retrain?: RetrainRules;
  /** Whether it takes nobody's place: while anything is left to be done there, it is refused. */
  yields?: boolean;
}

/** Ids of the adapters for models that name none. */
export interface AdapterDefaults {
  pipelineEngine: string;
  servingRuntime: string;
}

export interface PlanDeploymentOptions {
  pipelineEngines: Map<string, PipelineEngine>;
  servingRuntimes: Map<string, ServingRuntime>;
  versions: VersionRegistry;
  defaults: AdapterDefaults;
}

/** What a deployment will do. */
export type DeploymentPlan = Pick<
  DeploymentRow,
  'version' | 'requested_commit' | 'source_location' | 'engine' | 'runtime'
>;

/** @throws InputError, NotFoundError when the deployment could never succeed */
export async function planDeployment(
  request: DeploymentRequest,
  options: PlanDeploymentOptions,
): Promise<DeploymentPlan> {
  assertEnvironment(request);
  const { defaults, servingRuntimes } = options;
  const { runtime } = servingOf(request.model, defaults.servingRuntime);
  getAdapter(servingRuntimes, runtime, 'serving runtime');
  const { modelRef, version } = request;
  if (version === undefined) {
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
  { pipelineEngines, defaults }: PlanDeploymentOptions,
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
