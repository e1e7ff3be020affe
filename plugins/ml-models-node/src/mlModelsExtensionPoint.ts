import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { PipelineEngine } from './PipelineEngine';
import { ServingRuntime } from './ServingRuntime';
import { SourceHost } from './SourceHost';

/** Where modules add what pipelines run on, what serves, and where code lives. */
export interface MlModelsExtensionPoint {
  /** @throws ConflictError when the id is taken */
  addPipelineEngine(engine: PipelineEngine): void;
  /** @throws ConflictError when the id is taken */
  addServingRuntime(runtime: ServingRuntime): void;
  /** @throws ConflictError when the id is taken */
  addSourceHost(host: SourceHost): void;
}

export const mlModelsExtensionPoint =
  createExtensionPoint<MlModelsExtensionPoint>({ id: 'ml-models.adapters' });
