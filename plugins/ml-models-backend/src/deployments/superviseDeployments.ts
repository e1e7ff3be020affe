import {
  LifecycleService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { isSqlite } from '../database';
import { DeploymentWorker } from './DeploymentWorker';
import { DriveOptions } from './drive/DeploymentRun';
import { restoreServing } from './restoreServing';
import { freeAllLeases } from './store/claimDeployment';

export interface SuperviseDeploymentsOptions {
  drive: DriveOptions;
  worker: DeploymentWorker;
  lifecycle: LifecycleService;
  rootLifecycle: RootLifecycleService;
}

/** Drives deployments and brings back what served, from start to stop of the backend. */
export async function superviseDeployments(
  options: SuperviseDeploymentsOptions,
): Promise<void> {
  const { drive, worker, lifecycle, rootLifecycle } = options;
  const stopping = new AbortController();
  if (isSqlite(drive.database)) {
    // A file has one backend at a time: whoever held a lease is gone.
    await freeAllLeases(drive.database);
  }
  lifecycle.addStartupHook(() => {
    worker.start();
    restoreServing(drive, stopping.signal).catch(error =>
      drive.logger.error('Versions could not be brought back', toError(error)),
    );
  });
  // With the adapters, not after them: a run that they stop has not failed.
  rootLifecycle.addBeforeShutdownHook(async () => {
    stopping.abort();
    await worker.stop();
  });
}
