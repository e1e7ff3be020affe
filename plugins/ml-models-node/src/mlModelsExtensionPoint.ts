import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { DeploymentMirror } from './DeploymentMirror';
import { InferenceLogStore } from './inference/InferenceLogStore';
import { PipelineEngine } from './PipelineEngine';
import { PipelineIdentityVerifier } from './PipelineIdentity';
import { ServingRuntime } from './ServingRuntime';
import { SourceHost } from './SourceHost';

/** Where modules add what pipelines run on, what serves, and where code and logs live. */
export interface MlModelsExtensionPoint {
  /**
   * Has deployments shown somewhere else too.
   *
   * @throws ConflictError when the id is taken
   */
  addDeploymentMirror(mirror: DeploymentMirror): void;
  /** @throws ConflictError when the id is taken */
  addPipelineEngine(engine: PipelineEngine): void;
  /** Lets pipeline runs hand over and register versions without a token of ours. */
  addPipelineIdentityVerifier(verifier: PipelineIdentityVerifier): void;
  /** @throws ConflictError when the id is taken */
  addServingRuntime(runtime: ServingRuntime): void;
  /** @throws ConflictError when the id is taken */
  addSourceHost(host: SourceHost): void;
  /**
   * Keeps the inference log elsewhere than in the plugin's database.
   *
   * @throws ConflictError when another module has set one
   */
  setInferenceLogStore(store: InferenceLogStore): void;
}

export const mlModelsExtensionPoint =
  createExtensionPoint<MlModelsExtensionPoint>({ id: 'ml-models.adapters' });
