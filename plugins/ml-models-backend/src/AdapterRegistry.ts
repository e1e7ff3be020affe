import { ConflictError } from '@backstage/errors';
import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  DeploymentMirror,
  InferenceLogStore,
  MlModelsExtensionPoint,
  PipelineEngine,
  PipelineIdentityVerifier,
  ServingRuntime,
  SourceHost,
} from '@noshelfware/backstage-plugin-ml-models-node';

/** The adapters that modules have added, by id. */
export class AdapterRegistry implements MlModelsExtensionPoint {
  readonly deploymentMirrors = new Map<string, DeploymentMirror>();
  readonly pipelineEngines = new Map<string, PipelineEngine>();
  readonly pipelineIdentityVerifiers: PipelineIdentityVerifier[] = [];
  readonly servingRuntimes = new Map<string, ServingRuntime>();
  readonly sourceHosts = new Map<string, SourceHost>();
  private otherLogStore?: InferenceLogStore;

  /** Absent: the log is kept in the plugin's database. */
  get inferenceLogStore(): InferenceLogStore | undefined {
    return this.otherLogStore;
  }

  addDeploymentMirror(mirror: DeploymentMirror): void {
    addOnce(this.deploymentMirrors, mirror, 'deployment mirror');
  }

  addPipelineEngine(engine: PipelineEngine): void {
    addOnce(this.pipelineEngines, engine, 'pipeline engine');
  }

  addPipelineIdentityVerifier(verifier: PipelineIdentityVerifier): void {
    this.pipelineIdentityVerifiers.push(verifier);
  }

  /** @throws ConflictError for an id that is taken, or `external`, which is no adapter's */
  addServingRuntime(runtime: ServingRuntime): void {
    if (runtime.id === EXTERNAL_RUNTIME) {
      throw new ConflictError(
        `A module adds a serving runtime '${EXTERNAL_RUNTIME}', which means that the portal deploys nothing: give it another id`,
      );
    }
    addOnce(this.servingRuntimes, runtime, 'serving runtime');
  }

  addSourceHost(host: SourceHost): void {
    addOnce(this.sourceHosts, host, 'source host');
  }

  setInferenceLogStore(store: InferenceLogStore): void {
    if (this.otherLogStore) {
      throw new ConflictError(
        'Two modules set an inference log store: remove one of them from the backend',
      );
    }
    this.otherLogStore = store;
  }
}

function addOnce<Adapter extends { readonly id: string }>(
  adapters: Map<string, Adapter>,
  adapter: Adapter,
  what: string,
): void {
  if (adapters.has(adapter.id)) {
    throw new ConflictError(
      `Two modules add a ${what} '${adapter.id}': remove one of them from the backend`,
    );
  }
  adapters.set(adapter.id, adapter);
}
