import { toError } from '@backstage/errors';
import {
  ServingRuntime,
  ServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveVersionRow, targetOf } from './DeploymentRow';
import { allTo } from './drive/allTo';
import { askAdapter } from './drive/askAdapter';
import { DriveOptions } from './drive/DeploymentRun';
import { isUnderWay, toServable } from './drive/startVersion';
import { waitUntilReady } from './drive/waitUntilReady';
import { getAdapter } from './getAdapter';
import { findActiveDeployment } from './store/findDeployments';
import { findLiveVersion, listLiveVersions } from './store/liveVersions';

/** Services started at once; each loads a model and may take a core. */
const CONCURRENT = 4;

/**
 * Makes sure that every environment serves what it served when this backend
 * stopped: services may have ended with it, or with the machine.
 */
export async function restoreServing(
  options: DriveOptions,
  signal: AbortSignal,
): Promise<void> {
  const waiting = await listLiveVersions(options.database);
  const restoreNext = async (): Promise<void> => {
    for (let live = waiting.shift(); live; live = waiting.shift()) {
      await tryRestore(live, options, signal);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, restoreNext));
}

async function tryRestore(
  live: LiveVersionRow,
  options: DriveOptions,
  signal: AbortSignal,
): Promise<void> {
  const what = `Version ${live.version} of ${live.model_ref} in ${live.environment}`;
  try {
    if (await restore(live, options, signal)) {
      options.logger.info(`${what} serves again`);
    }
  } catch (error) {
    if (!signal.aborted) {
      options.logger.error(
        `${what} could not be started again; deploy it once more: ${
          toError(error).message
        }`,
      );
    }
  }
}

/** @returns whether anything had to be done */
async function restore(
  live: LiveVersionRow,
  options: DriveOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { logger, servingRuntimes, versions, timing } = options;
  const target = targetOf(live);
  const { version } = live;
  const runtime = getAdapter(servingRuntimes, live.runtime, 'serving runtime');
  const asker = { name: `Version ${version}`, options, signal };
  const before = await askAdapter(asker, () => runtime.describe(target));
  if (serves(before, version) || !(await isStillLive(live, options))) {
    return false;
  }
  if (!isUnderWay(before.versions.find(one => one.version === version))) {
    const released = await versions.get(target.modelRef, version);
    const servable = await toServable(options, target, released);
    await askAdapter(asker, () => runtime.start(servable));
  }
  await waitUntilReady({
    version,
    timeoutMs: timing.readyTimeoutMs,
    look: async () => {
      const status = await askAdapter(asker, () => runtime.describe(target));
      return status.versions.find(one => one.version === version);
    },
    pause: () => sleep(timing.pollMs, undefined, { signal }),
    log: async line => {
      logger.warn(`Version ${version} of ${target.modelRef}: ${line}`);
    },
  });
  await giveTraffic(live, runtime, options);
  return true;
}

async function giveTraffic(
  live: LiveVersionRow,
  runtime: ServingRuntime,
  options: DriveOptions,
): Promise<void> {
  if (await isStillLive(live, options)) {
    await runtime.setTraffic(targetOf(live), allTo(live.version));
  }
}

function serves(status: ServingStatus, version: number): boolean {
  return (
    isUnderWay(status.versions.find(one => one.version === version)) &&
    status.traffic.shares.some(share => share.version === version)
  );
}

/** A deployment that is under way sees to its target itself. */
async function isStillLive(
  live: LiveVersionRow,
  { database }: DriveOptions,
): Promise<boolean> {
  const target = targetOf(live);
  const now = await findLiveVersion(database, target);
  return (
    now?.deployment_id === live.deployment_id &&
    !(await findActiveDeployment(database, target))
  );
}
