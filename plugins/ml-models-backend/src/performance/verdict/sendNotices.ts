import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { claimNotices, markNoticeSent, VerdictNotice } from './verdictNotices';

/** Longer than a request to the notifications plugin may take. */
const LEASE_MS = 60_000;

/** Tells the owners of models of verdicts. */
export interface OwnerNotifier {
  /**
   * The same notice twice tells once; a later one on the same trouble of the
   * environment replaces it.
   *
   * @throws when it should be tried again
   */
  notify(notice: VerdictNotice): Promise<void>;
}

export interface SendNoticesOptions {
  knex: Knex;
  notifier: OwnerNotifier;
  logger: LoggerService;
  nowMs: number;
}

/** Sends what was stored to be sent; what fails is tried again after a minute. */
export async function sendNotices(options: SendNoticesOptions): Promise<void> {
  const { knex, notifier, logger, nowMs } = options;
  for (const claimed of await claimNotices(knex, {
    nowMs,
    leaseMs: LEASE_MS,
  })) {
    const { modelRef, environment } = claimed.notice;
    try {
      await notifier.notify(claimed.notice);
      await markNoticeSent(knex, claimed);
    } catch (error) {
      logger.warn(
        `The owner of ${modelRef} could not be told of the verdict on ${environment}, and will be later: ${
          toError(error).message
        }`,
      );
    }
  }
}
