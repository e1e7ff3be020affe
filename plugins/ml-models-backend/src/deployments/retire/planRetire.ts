import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  ServingStatus,
  TrafficSplit,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { LiveVersionRow, targetOf } from '../DeploymentRow';
import { getAdapter } from '../getAdapter';
import { ServedVersionKey } from '../ServiceTokens';
import { findLiveVersion } from '../store/liveVersions';
import { assertFree } from '../traffic/planTraffic';
import { toSplit, weightsOf } from '../traffic/weightsOf';
import { within } from '../within';
import { describeUse } from './describeUse';

export interface PlanRetireOptions {
  database: Knex;
  servingRuntimes: Map<string, ServingRuntime>;
}

/** Whoever asks waits this long for the runtime, and reads then that it is silent. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * Plans to end a version that runs without requests. The environment may be one that
 * the model no longer names: what runs there can still be ended.
 *
 * @returns what is live beside it
 * @throws NotFoundError for a version that does not run there
 * @throws ConflictError for one that is needed, or while a deployment is under way
 */
export async function planRetire(
  asked: ServedVersionKey,
  { database, servingRuntimes }: PlanRetireOptions,
): Promise<LiveVersionRow> {
  const { modelRef, environment, version } = asked;
  const live = await findLiveVersion(database, asked);
  if (!live) {
    throw new ConflictError(
      `Nothing of ${modelRef} is live in '${environment}', so no version is kept warm there`,
    );
  }
  if (live.runtime === EXTERNAL_RUNTIME) {
    throw new ConflictError(
      `What serves of ${modelRef} in '${environment}' was put there by the model's own pipeline: retire version ${version} there. The portal only observes it`,
    );
  }
  const status = await look(
    live,
    getAdapter(servingRuntimes, live.runtime, 'serving runtime'),
  );
  assertUnused(asked, status.traffic);
  assertRuns(asked, status);
  await assertFree(database, asked, `retire version ${version}`);
  return live;
}

/** @returns the split by our books, whatever runs */
export function booked(live: LiveVersionRow): TrafficSplit {
  return toSplit(weightsOf(live), 100);
}

/** @throws ConflictError for a version that the split gives requests */
export function assertUnused(
  { modelRef, environment, version }: ServedVersionKey,
  split: TrafficSplit,
): void {
  const use = describeUse(split, version);
  if (use) {
    throw new ConflictError(
      `Version ${version} of ${modelRef} ${use} in '${environment}', so it cannot be retired: only a version without requests can. Deploy another one, or edit the traffic, first`,
    );
  }
}

function assertRuns(
  { modelRef, environment, version }: ServedVersionKey,
  { versions }: ServingStatus,
): void {
  const service = versions.find(one => one.version === version);
  if (!service || service.state === 'stopped') {
    throw new NotFoundError(
      `Version ${version} of ${modelRef} does not run in '${environment}', so there is nothing to retire`,
    );
  }
}

async function look(
  live: LiveVersionRow,
  runtime: ServingRuntime,
): Promise<ServingStatus> {
  try {
    return await within(ANSWER_WITHIN_MS, runtime.describe(targetOf(live)));
  } catch (error) {
    throw new ServiceUnavailableError(
      `The serving runtime '${
        runtime.id
      }' does not say what runs: try again once it answers (${
        toError(error).message
      })`,
    );
  }
}
