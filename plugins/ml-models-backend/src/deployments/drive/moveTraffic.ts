import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { DeploymentRow } from '../DeploymentRow';
import { TRAFFIC_STEP } from '../releaseSteps';
import { findOwnLiveVersion, saveLiveVersion } from '../store/liveVersions';
import { allTo } from './allTo';
import { askAdapter } from './askAdapter';
import { DeploymentRun } from './DeploymentRun';

/** Sends every request to the version; from here on the deployment is live. */
export async function moveTraffic(
  run: DeploymentRun,
  runtime: ServingRuntime,
  version: number,
): Promise<void> {
  await run.step(TRAFFIC_STEP, {}, async () => {
    await askAdapter(run.undeterred, {
      adapter: runtime,
      method: 'setTraffic',
      ask: () => runtime.setTraffic(run.target, allTo(version)),
    });
    return `Version ${version} answers every request`;
  });
  const now = run.options.now();
  await run.write(
    { status: 'live', ended_at: now, current_step: null },
    async trx => {
      if (run.row.trigger === 'rollback') {
        await markRolledBack(trx, run);
      }
      await saveLiveVersion(trx, run.row, { version, now });
    },
  );
}

/** The deployment that the rollback undoes. */
async function markRolledBack(
  trx: Knex.Transaction,
  run: DeploymentRun,
): Promise<void> {
  const undone = await findOwnLiveVersion(trx, run.target);
  if (undone && undone.version !== run.row.version) {
    await trx<DeploymentRow>('deployments')
      .where({ id: undone.deployment_id, status: 'live' })
      .update({ status: 'rolled-back' });
  }
}
