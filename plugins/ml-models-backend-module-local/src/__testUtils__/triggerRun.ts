import { LoggerService } from '@backstage/backend-plugin-api';
import { dataDirectoryAt } from '../dataDirectory';
import { LocalPipelineEngine } from '../pipeline/LocalPipelineEngine';

/** Backstage's own takes longer to load than all the rest. */
const logger: LoggerService = {
  error: console.error,
  warn: console.warn,
  info: console.info,
  debug: console.debug,
  child: () => logger,
};

/** For tests that kill the process an engine lives in; lives until then. */
const [dataDir, deploymentId, sourceLocation] = process.argv.slice(2);
const engine = new LocalPipelineEngine({
  data: dataDirectoryAt(dataDir),
  logger,
});
engine
  .trigger({ deploymentId, sourceLocation, modelRef: 'mlmodel:default/tiny' })
  .then(() => setInterval(() => {}, 1_000_000));
