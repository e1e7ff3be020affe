import { toError } from '@backstage/errors';
import {
  ServingRuntime,
  ServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveVersionRow, targetOf } from './DeploymentRow';
import { askAdapter } from './drive/askAdapter';
import { DriveOptions } from './drive/DeploymentRun';
import { isUnderWay, toServable } from './drive/startVersion';
import { waitUntilReady } from './drive/waitUntilReady';
import { getAdapter } from './getAdapter';
import { findActiveDeployment } from './store/findDeployments';
import { findLiveVersion, listOwnLiveVersions } from './store/liveVersions';
import { revisionOf, toSplit, weightsOf } from './traffic/weightsOf';

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
  const waiting = await listOwnLiveVersions(options.database);
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
  const runtime = getAdapter(
    options.servingRuntimes,
    live.runtime,
    'serving runtime',
  );
  const asker = { name: `Version ${live.version}`, options, signal };
  const before = await askAdapter(asker, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(targetOf(live)),
  });
  if (serves(before, live) || !(await isStillLive(live, options))) {
    return false;
  }
  const restoration = { options, runtime, signal };
  await bringBack(live, live.version, restoration);
  const back = [live.version];
  for (const { version } of weightsOf(live)) {
    if (
      version !== live.version &&
      (await tryBringBack(live, version, restoration))
    ) {
      back.push(version);
    }
  }
  await giveTraffic(live, back, restoration);
  return true;
}

interface Restoration {
  options: DriveOptions;
  runtime: ServingRuntime;
  signal: AbortSignal;
}

/** One that does not come must not keep the live version from its requests. */
async function tryBringBack(
  live: LiveVersionRow,
  version: number,
  restoration: Restoration,
): Promise<boolean> {
  const { options, signal } = restoration;
  try {
    await bringBack(live, version, restoration);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    options.logger.error(
      `Version ${version} of ${live.model_ref} in ${
        live.environment
      } could not be started again, so that others answer its share of the requests; edit the traffic there: ${
        toError(error).message
      }`,
    );
    return false;
  }
}

async function bringBack(
  live: LiveVersionRow,
  version: number,
  { options, runtime, signal }: Restoration,
): Promise<void> {
  const { logger, versions, timing } = options;
  const target = targetOf(live);
  const asker = { name: `Version ${version}`, options, signal };
  const look = async () => {
    const status = await askAdapter(asker, {
      adapter: runtime,
      method: 'describe',
      ask: () => runtime.describe(target),
    });
    return status.versions.find(one => one.version === version);
  };
  if (!isUnderWay(await look())) {
    const released = await versions.get(target.modelRef, version);
    const servable = await toServable(options, target, released);
    await askAdapter(asker, {
      adapter: runtime,
      method: 'start',
      ask: () => runtime.start(servable),
    });
  }
  await waitUntilReady({
    version,
    timeoutMs: timing.readyTimeoutMs,
    look,
    pause: () => sleep(timing.pollMs, undefined, { signal }),
    log: async line => {
      logger.warn(`Version ${version} of ${target.modelRef}: ${line}`);
    },
  });
}

async function giveTraffic(
  live: LiveVersionRow,
  versions: number[],
  { options, runtime, signal }: Restoration,
): Promise<void> {
  if (await isStillLive(live, options)) {
    const shares = weightsOf(live).filter(({ version }) =>
      versions.includes(version),
    );
    const asker = { name: `Version ${live.version}`, options, signal };
    await askAdapter(asker, {
      adapter: runtime,
      method: 'setTraffic',
      ask: () => runtime.setTraffic(targetOf(live), toSplit(shares, 100)),
    });
  }
}

/** By who answers at all: shares move while a canary is tried, and back. */
function serves(status: ServingStatus, live: LiveVersionRow): boolean {
  return weightsOf(live).every(
    ({ version }) =>
      isUnderWay(status.versions.find(one => one.version === version)) &&
      status.traffic.shares.some(share => share.version === version),
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
    now !== undefined &&
    revisionOf(now) === revisionOf(live) &&
    !(await findActiveDeployment(database, target))
  );
}
