import { mockServices } from '@backstage/backend-test-utils';
import { dataDirectoryAt } from '../dataDirectory';
import { LocalPipelineEngine } from '../pipeline/LocalPipelineEngine';

/** For tests that kill the process an engine lives in; lives until then. */
const [dataDir, deploymentId, sourceLocation] = process.argv.slice(2);
const engine = new LocalPipelineEngine({
  data: dataDirectoryAt(dataDir),
  logger: mockServices.rootLogger(),
});
engine
  .trigger({ deploymentId, sourceLocation, modelRef: 'mlmodel:default/tiny' })
  .then(() => setInterval(() => {}, 1_000_000));
