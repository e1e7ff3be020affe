import {
  Commit,
  DeploymentStatus,
  DeploymentSummary,
  EnvironmentStatus,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { UseQueryResult } from '@tanstack/react-query';
import { useDeployments } from '../../api/useDeployments';
import { useModelStatus } from '../../api/useModelStatus';
import { useRepository } from '../../api/useRepository';
import { useVersions } from '../../api/useVersions';
import { EntityModel } from '../EntityModel/entityModel';

export interface DeployOptions {
  environments: EnvironmentStatus[];
  /** Those that have an artifact to start, newest first. */
  versions: Version[];
  /** The newest number that is taken, by whatever version. */
  latestVersion: number | undefined;
  /** Newest first; empty where the repository cannot be read. */
  commits: Commit[];
  /** Of the newest deployments, those that went live; newest first. */
  wentLive: DeploymentSummary[];
}

export interface DeployOptionsResult {
  /** The first of the reads that failed. */
  failed: UseQueryResult | undefined;
  /** Undefined while loading. */
  options: DeployOptions | undefined;
}

/** The second once something older has taken its place. */
const WENT_LIVE: readonly DeploymentStatus[] = ['live', 'rolled-back'];

/** What can be deployed, and where to. */
export function useDeployOptions(model: EntityModel): DeployOptionsResult {
  const status = useModelStatus(model);
  const versions = useVersions(model);
  // Where there is none, asking for it would only be refused.
  const hasRepository = status.data?.cloneUrl !== undefined;
  const repository = useRepository(model, { enabled: hasRepository });
  const deployments = useDeployments(model);
  const failed = [status, versions].find(query => query.isError && !query.data);
  const loading =
    !status.data || !versions.data || (hasRepository && repository.isPending);
  return {
    failed,
    options: loading
      ? undefined
      : {
          environments: status.data.environments,
          versions: versions.data.items.filter(
            ({ origin }) => origin === 'registered',
          ),
          latestVersion: versions.data.items[0]?.version,
          commits: repository.data?.commits ?? [],
          wentLive: (deployments.data?.items ?? []).filter(deployment =>
            WENT_LIVE.includes(deployment.status),
          ),
        },
  };
}
