import { LoggerService } from '@backstage/backend-plugin-api';
import { AuthenticationError, toError } from '@backstage/errors';
import { raw, Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { keyOf } from '../api/RepositoryId';
import { Push } from '../source/Push';
import { within } from '../source/within';
import { isSignedBy } from './isSignedBy';
import { Delivery, readDelivery } from './readDelivery';

/** Below `/api/ml-models`; also what the auth policy leaves to this router. */
export const WEBHOOK_PATH = '/github/webhook';

/**
 * A delivery about a job or a run is some 30 kB; one about a push names up to 2,048
 * commits, each with its message and its files.
 */
const BODY_LIMIT = '5mb';

/** GitHub waits 10 s: https://docs.github.com/webhooks/using-webhooks/best-practices-for-using-webhooks */
const ANSWER_WITHIN_MS = 5_000;

export interface WebhookRouterOptions {
  /** As it was given to GitHub. */
  secret: string;
  logger: LoggerService;
  /** Something of a run has changed. */
  onRun(runId: string): Promise<void>;
  /** Something was pushed to what is said to be the default branch. */
  onPush(push: Push): Promise<void>;
  /** How long a delivery waits for what follows, in milliseconds. Default: 5 s. */
  answerWithinMs?: number;
}

/**
 * Hears from GitHub that a run goes on, or that something was pushed. Nothing else that
 * a delivery says is believed: GitHub is asked, so that one that comes twice, late or
 * never does no harm.
 */
export function createWebhookRouter(options: WebhookRouterOptions): Router {
  const router = PromiseRouter();
  const readBytes = raw({ type: () => true, limit: BODY_LIMIT });
  router.post(WEBHOOK_PATH, readBytes, async (request, response) => {
    const delivery = readSigned(options.secret, request);
    const isDone = await follow(delivery, options);
    response.status(isDone ? 204 : 202).end();
  });
  return router;
}

/** @returns false where it takes longer than GitHub waits: then it goes on */
async function follow(
  delivery: Delivery,
  options: WebhookRouterOptions,
): Promise<boolean> {
  const { onRun, answerWithinMs = ANSWER_WITHIN_MS } = options;
  switch (delivery.kind) {
    case 'run':
      await onRun(delivery.runId);
      return true;
    case 'push':
      return (
        (await within(answerWithinMs, heard(delivery.push, options))) ?? false
      );
    default:
      return true;
  }
}

async function heard(
  push: Push,
  { logger, onPush }: WebhookRouterOptions,
): Promise<boolean> {
  try {
    await onPush(push);
    return true;
  } catch (error) {
    // Also here: GitHub may have been answered by now.
    logger.warn(
      `A push to ${keyOf(push.repository)} could not be looked at: ${
        toError(error).message
      }`,
    );
    throw error;
  }
}

/** @throws AuthenticationError for one that somebody else has sent */
function readSigned(secret: string, request: Request): Delivery {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signature = request.get('x-hub-signature-256');
  if (!isSignedBy(secret, { body, signature })) {
    throw new AuthenticationError(
      'The delivery is not signed with mlModels.github.webhookSecret: give the webhook this secret on GitHub',
    );
  }
  const event = request.get('x-github-event') ?? request.get('x-gitea-event');
  return readDelivery(event, body);
}
