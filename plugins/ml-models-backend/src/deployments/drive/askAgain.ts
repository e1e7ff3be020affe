import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeploymentError, isDefiniteError } from './DeploymentError';
import { SilenceError } from './SilenceError';
import { Waiter, whileWanted } from './whileWanted';

/** With the wait doubling from 200 ms: about three seconds in all. */
const ATTEMPTS = 5;

/** On whose behalf somebody is asked. */
export interface Asker extends Waiter {
  /** For the log. */
  readonly name: string;
  readonly options: {
    logger: LoggerService;
    timing: { pollMs: number; retryMs: number };
  };
  /** Nothing but tidying up is left: whoever is silent is not asked again. */
  readonly isLeaving?: boolean;
}

/**
 * Asks, and again if there is no answer: all that is asked so is idempotent.
 *
 * @param ask - is told by the signal that nobody waits for the answer any more
 * @throws DeploymentError when it is never answered, and what is refused with
 */
export async function askAgain<Answer>(
  asker: Asker,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const { logger, timing } = asker.options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await whileWanted(asker, ask);
    } catch (error) {
      asker.signal.throwIfAborted();
      if (isDefiniteError(error)) {
        throw error;
      }
      const { message } = toError(error);
      const isLeft = asker.isLeaving && error instanceof SilenceError;
      if (attempt === ATTEMPTS || isLeft) {
        throw new DeploymentError({ message, cause: error });
      }
      logger.warn(
        `${asker.name}: ${message}; asking again (${attempt} of ${ATTEMPTS})`,
      );
      const waitMs = timing.retryMs * 2 ** (attempt - 1);
      await whileWanted(asker, signal => sleep(waitMs, undefined, { signal }));
    }
  }
}
