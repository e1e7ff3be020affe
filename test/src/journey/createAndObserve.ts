import {
  Deployment,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { PortalUser } from '../portal/PortalUser';
import {
  awaitCatalog,
  awaitDeployment,
  awaitTask,
  pressCreate,
} from './createModel';
import { JourneyPart, journeyParts, secondsFrom } from './journeyParts';
import { awaitRecord, predict } from './predict';

export interface JourneyTimes {
  /** Create pressed → first prediction readable in the Logs tab. */
  totalSeconds: number;
  /** In the order in which they began; pipeline stages may overlap. */
  parts: JourneyPart[];
}

/** Walks the main path once, and times it. */
export async function createAndObserve(
  user: PortalUser,
  options: { name: string; values?: Record<string, string> },
): Promise<JourneyTimes & { endpoint: string; deployment: Deployment }> {
  const params = { namespace: 'default', name: options.name };
  await awaitCatalog(user);
  const pressedAt = Date.now();
  const taskId = await pressCreate(user, options);
  const task = awaitTask(user, taskId);
  const deployment = await Promise.race([
    awaitDeployment(user, params),
    // A task that fails before it deploys anything is all there is to wait for.
    task.then(() => awaitDeployment(user, params)),
  ]);
  if (deployment.status !== 'live' || !deployment.version) {
    throw new Error(
      `Deployment ${deployment.id} ended ${deployment.status}: ${deployment.failure?.message}`,
    );
  }
  const version = await user.call(operations.getVersion, {
    params: { ...params, version: deployment.version },
  });
  const status = await user.call(operations.getModelStatus, { params });
  const endpoint = status.environments.find(
    ({ name }) => name === deployment.environment,
  )?.endpoint;
  if (!endpoint) {
    throw new Error(`${options.name} has no endpoint`);
  }
  const liveAt = Date.now();
  const { inferenceId } = await predict({
    endpoint,
    name: options.name,
    version,
  });
  await awaitRecord(user, params, inferenceId);
  const readableAt = Date.now();
  await task;
  return {
    deployment,
    endpoint,
    totalSeconds: secondsFrom(pressedAt, readableAt),
    parts: journeyParts(deployment, { pressedAt, liveAt, readableAt }),
  };
}
