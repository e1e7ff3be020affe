import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  CommitRange,
  CommitsBetween,
  COMMITS_BETWEEN_MAX,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { SourceHost } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { sourceLocationOf } from '../catalog/sourceLocationOf';
import { commitOf } from '../commitOf';
import { ComparedCommits, compareUrl } from './compareUrl';
import { getVersion } from './findVersions';

export interface CommitRangeOptions {
  database: Knex;
  integrations: Pick<ScmIntegrations, 'byUrl'>;
  logger: LoggerService;
  sourceHosts: Map<string, SourceHost>;
}

/**
 * @param versions - numbers
 * @returns what was committed from one version to the other, as far as is known
 * @throws NotFoundError for a version that the model does not have
 */
export async function findCommitRange(
  model: MlModelEntityV1alpha1,
  versions: { from: number; to: number },
  options: CommitRangeOptions,
): Promise<CommitRange> {
  const { database, integrations } = options;
  const modelRef = modelRefOfEntity(model);
  const from = commitOf(await getVersion(database, modelRef, versions.from));
  const to = commitOf(await getVersion(database, modelRef, versions.to));
  const location = sourceLocationOf(model);
  if (!from || !to || !location) {
    return {};
  }
  const range = { from: from.sha, to: to.sha };
  return {
    url: compareUrl(location, range, integrations),
    commits: await compareCommits(location, range, options),
  };
}

/** A host that is down must not take what else is known of two versions with it. */
async function compareCommits(
  location: string,
  range: ComparedCommits,
  { sourceHosts, logger }: CommitRangeOptions,
): Promise<CommitsBetween | undefined> {
  for (const host of sourceHosts.values()) {
    try {
      const commits = COMMITS_BETWEEN_MAX;
      const between = await host.compareCommits?.(location, {
        ...range,
        commits,
      });
      if (between) {
        return between;
      }
    } catch (error) {
      logger.warn(
        `Source host ${host.id} could not tell the commits of ${location}: ${
          toError(error).message
        }`,
      );
    }
  }
  return undefined;
}
