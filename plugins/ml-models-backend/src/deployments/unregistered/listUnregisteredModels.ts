import { UnregisteredModel } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { toInstant } from '../../databaseInstant';
import { DeploymentRow } from '../DeploymentRow';
import {
  listLastDeployments,
  listOpenDeployments,
} from '../store/findNewestDeployments';
import { listOwnLiveVersions } from '../store/liveVersions';
import { summarise } from '../summarise';
import { EntityFinder } from './lookForUnregistered';
import { readMissingModels } from './missingModels';

export interface UnregisteredModelsOptions {
  catalog: EntityFinder;
  database: Knex;
  now: () => Date;
}

/** @returns the models that serve and are not in the catalog, by ref */
export async function listUnregisteredModels({
  catalog,
  database,
  now,
}: UnregisteredModelsOptions): Promise<UnregisteredModel[]> {
  const live = await listOwnLiveVersions(database);
  const found = await catalog.findEntities([
    ...new Set(live.map(row => row.model_ref)),
  ]);
  const unregistered = live.filter(row => !found.has(row.model_ref));
  const modelRefs = [...new Set(unregistered.map(row => row.model_ref))];
  const missing = await readMissingModels(database);
  const newest = await listNewest(database, modelRefs);
  const deployments = await summarise(database, newest, now());
  const environmentsOf = (modelRef: string) =>
    unregistered
      .filter(row => row.model_ref === modelRef)
      .map(({ environment, version, since }) => ({
        name: environment,
        version,
        since: toInstant(since),
        lastDeployment: deployments.find(
          one => one.modelRef === modelRef && one.environment === environment,
        ),
      }))
      // It was live when that was read, and has been stopped since then.
      .filter(({ lastDeployment }) => lastDeployment?.status !== 'stopped');
  return modelRefs
    .map(modelRef => ({
      modelRef,
      missingSince: missing.get(modelRef)?.toISOString(),
      environments: environmentsOf(modelRef),
    }))
    .filter(({ environments }) => environments.length > 0);
}

/** Of all targets, newest first: ids are in the order of time. */
async function listNewest(
  database: Knex,
  modelRefs: string[],
): Promise<DeploymentRow[]> {
  const rows = [
    ...(await listOpenDeployments(database, modelRefs)),
    ...(await listLastDeployments(database, modelRefs)),
  ];
  return rows.sort((a, b) => (a.id < b.id ? 1 : -1));
}
