/**
 * The embedded default: git, pipelines and serving on this machine.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { localGitReader } from './localGitReader';
import { mlModelsModuleLocal } from './module';
import { mlModelsModuleSample } from './sample/sampleModule';

export default createBackendFeatureLoader({
  loader: () => [mlModelsModuleLocal, localGitReader, mlModelsModuleSample],
});
