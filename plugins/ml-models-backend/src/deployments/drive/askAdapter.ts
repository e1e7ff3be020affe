import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeploymentError, isDefiniteError } from './DeploymentError';

/** With the wait doubling from 200 ms: about three seconds in all. */
const ATTEMPTS = 5;

/** On whose behalf an adapter is asked. */
export interface Asker {
  /** For the log. */
  readonly name: string;
  readonly options: { logger: LoggerService; timing: { retryMs: number } };
  readonly signal: AbortSignal;
}

/**
 * Calls an engine, a runtime or a service, and again if it does not answer: all
 * that is asked of them is idempotent.
 *
 * @throws DeploymentError when it never answers, and what it refuses with
 */
export async function askAdapter<Answer>(
  asker: Asker,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const { logger, timing } = asker.options;
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
      logger.warn(
        `${asker.name}: ${message}; asking again (${attempt} of ${ATTEMPTS})`,
      );
      const waitMs = timing.retryMs * 2 ** (attempt - 1);
      await sleep(waitMs, undefined, { signal: asker.signal });
    }
  }
}
