import { getAdapter } from '../getAdapter';
import { RETIRE_STEP } from '../releaseSteps';
import { describeUse } from '../retire/describeUse';
import { forgetPreviousVersion } from '../store/liveVersions';
import { askAdapter } from './askAdapter';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';

/**
 * Ends a version that runs without requests. Others that run beside it are left as
 * they are; its token is revoked when the target is tidied up.
 *
 * @throws DeploymentError when it gets requests, DeploymentCancelledError
 */
export async function retireVersion(run: DeploymentRun): Promise<void> {
  const { options, row, target } = run;
  const version = row.version ?? 0;
  const runtime = getAdapter(
    options.servingRuntimes,
    row.runtime,
    'serving runtime',
  );
  await run.step(RETIRE_STEP, { status: 'stopping' }, async () => {
    const { traffic } = await askAdapter(run.undeterred, {
      adapter: runtime,
      method: 'describe',
      ask: () => runtime.describe(target),
    });
    // A split that could not be put back in order may differ from our books.
    const use = describeUse(traffic, version);
    if (use) {
      throw new DeploymentError({
        message: `Version ${version} ${use} in ${target.environment}, so it was not stopped: edit the traffic, or deploy again`,
      });
    }
    await askAdapter(run.undeterred, {
      adapter: runtime,
      method: 'stop',
      ask: () => runtime.stop({ ...target, version }),
    });
    return `Version ${version} runs no more in ${target.environment}; requests are answered as before`;
  });
  await run.write(
    { status: 'retired', ended_at: options.now(), current_step: null },
    trx => forgetPreviousVersion(trx, target, version),
  );
}
