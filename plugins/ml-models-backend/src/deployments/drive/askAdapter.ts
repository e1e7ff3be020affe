import { toError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeploymentError, isDefiniteError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';

/** With the wait doubling from 200 ms: about three seconds in all. */
const ATTEMPTS = 5;

/**
 * Calls an engine, a runtime or a service, and again if it does not answer: all
 * that is asked of them is idempotent.
 *
 * @throws DeploymentError when it never answers, and what it refuses with
 */
export async function askAdapter<Answer>(
  run: DeploymentRun,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (isDefiniteError(error)) {
        throw error;
      }
      const { message } = toError(error);
      if (attempt === ATTEMPTS) {
        throw new DeploymentError({ message, cause: error });
      }
      run.options.logger.warn(
        `Deployment ${run.row.id}: ${message}; asking again (${attempt} of ${ATTEMPTS})`,
      );
      await sleep(run.options.timing.retryMs * 2 ** (attempt - 1), undefined, {
        signal: run.signal,
      });
    }
  }
}
