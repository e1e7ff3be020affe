import { Config } from '@backstage/config';
import { AdapterDefaults } from './planDeployment';

/** What the module that needs nothing but this machine is called. */
const EMBEDDED = 'local';

/** @returns the adapters for models that name none */
export function readAdapterDefaults(config: Config): AdapterDefaults {
  const mlModels = config.getOptionalConfig('mlModels');
  return {
    pipelineEngine:
      mlModels?.getOptionalString('defaultPipelineEngine') ?? EMBEDDED,
    servingRuntime:
      mlModels?.getOptionalString('defaultServingRuntime') ?? EMBEDDED,
  };
}
