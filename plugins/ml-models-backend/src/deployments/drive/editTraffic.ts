import {
  describeWeights,
  largestOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { getAdapter } from '../getAdapter';
import { SMOKE_STEP, START_STEP, TRAFFIC_STEP } from '../releaseSteps';
import { findOwnLiveVersion, saveTraffic } from '../store/liveVersions';
import { parseWeights, toKeptWeights } from '../traffic/TrafficColumns';
import { toSplit, weightsOf } from '../traffic/weightsOf';
import { ReleasableVersion } from '../VersionRegistry';
import { askAdapter } from './askAdapter';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { askForPrediction } from './smokeTest';
import { bringUp } from './startVersion';

/**
 * Shares the requests out among versions as somebody has set it. Those that do not
 * run are started and tried first; callers notice nothing until all are good.
 *
 * @throws DeploymentError, DeploymentCancelledError
 */
export async function editTraffic(run: DeploymentRun): Promise<void> {
  const { options, row, target } = run;
  const live = await findOwnLiveVersion(options.database, target);
  if (!live || row.traffic_weights === null) {
    throw new DeploymentError({
      message: `Nothing is live in ${target.environment} any more: deploy a version`,
    });
  }
  await run.write({
    status: 'starting',
    previous_version: live.version,
    traffic_before: toKeptWeights(weightsOf(live)),
  });
  const weights = parseWeights(row.traffic_weights);
  const runtime = getAdapter(
    options.servingRuntimes,
    row.runtime,
    'serving runtime',
  );
  await prepareVersions(
    run,
    runtime,
    weights.map(({ version }) => version),
  );
  await run.step(TRAFFIC_STEP, {}, async () => {
    const split = toSplit(weights, 100);
    await askAdapter(run.undeterred, {
      adapter: runtime,
      method: 'setTraffic',
      ask: () => runtime.setTraffic(target, split),
    });
    return `Requests are answered by ${describeWeights(weights)}`;
  });
  const now = options.now();
  await run.write(
    { status: 'traffic-edited', ended_at: now, current_step: null },
    trx =>
      saveTraffic(trx, run.row, {
        weights,
        version: largestOf(weights, live.version),
        now,
      }),
  );
}

async function prepareVersions(
  run: DeploymentRun,
  runtime: ServingRuntime,
  numbers: number[],
): Promise<void> {
  const { options, target } = run;
  const versions = await Promise.all(
    numbers.map(version => options.versions.get(target.modelRef, version)),
  );
  await run.step(START_STEP, { status: 'starting' }, async () => {
    for (const version of versions) {
      await bringUp(run, runtime, version);
    }
    return `Ready: ${nameAll(versions)}`;
  });
  await run.step(SMOKE_STEP, { status: 'smoke' }, async () => {
    for (const version of versions) {
      await askForPrediction(run, runtime, version);
    }
    return `Answered when asked: ${nameAll(versions)}`;
  });
}

function nameAll(versions: ReleasableVersion[]): string {
  return versions.map(({ version }) => `version ${version}`).join(', ');
}
