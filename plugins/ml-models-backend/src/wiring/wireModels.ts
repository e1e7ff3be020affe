import { createModelRouter } from '../models/createModelRouter';
import { ModelDeployments } from '../models/ModelDeployments';
import { ModelDirectory } from '../models/ModelDirectory';
import { ModelStatusReader } from '../models/ModelStatusReader';
import { ModelTelemetry } from '../models/ModelTelemetry';
import { DatabaseModelVersions } from '../versions/DatabaseModelVersions';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** The model catalog and the status of each model. */
export function wireModels(
  context: WiringContext,
  { callers, catalog }: WiredAccess,
  seams: { deployments: ModelDeployments; telemetry: ModelTelemetry },
) {
  const { adapters, database, httpRouter, logger, now } = context;
  const { sourceHosts } = adapters;
  const versions = new DatabaseModelVersions(database);
  const directory = new ModelDirectory({ ...seams, catalog, now, versions });
  const statuses = new ModelStatusReader({
    ...seams,
    logger,
    now,
    sourceHosts,
    versions,
  });
  httpRouter.use(
    createModelRouter({ callers, catalog, directory, sourceHosts, statuses }),
  );
  return { directory, statuses };
}
