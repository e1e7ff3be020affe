import { getAdapter } from '../getAdapter';
import { TRAFFIC_STEP } from '../releaseSteps';
import { deleteLiveVersion, findOwnLiveVersion } from '../store/liveVersions';
import { askAdapter } from './askAdapter';
import { DeploymentRun } from './DeploymentRun';

/**
 * Lets nobody answer requests any more; from here on nothing is live. What still
 * runs is stopped when the target is tidied up.
 */
export async function stopServing(run: DeploymentRun): Promise<void> {
  const { options, row, target } = run;
  const live = await findOwnLiveVersion(options.database, target);
  // Another deployment may have gone live since this was asked for.
  const version = live?.version ?? row.version;
  const runtime = getAdapter(
    options.servingRuntimes,
    live?.runtime ?? row.runtime,
    'serving runtime',
  );
  const changes = { status: 'stopping', version } as const;
  await run.step(TRAFFIC_STEP, changes, async () => {
    await askAdapter(run.undeterred, {
      adapter: runtime,
      method: 'setTraffic',
      ask: () => runtime.setTraffic(target, { shares: [] }),
    });
    return `Requests are answered with 503: no version serves ${target.environment}`;
  });
  await run.write(
    { status: 'stopped', ended_at: options.now(), current_step: null },
    trx => deleteLiveVersion(trx, target),
  );
}
