import { AuthenticationError, InputError } from '@backstage/errors';
import { raw, Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { formatRunId } from '../runs/runId';
import { isSignedBy } from './isSignedBy';

/** Below `/api/ml-models`; also what the auth policy leaves to this router. */
export const WEBHOOK_PATH = '/github/webhook';

/** A delivery about a job or a run is some 30 kB. */
const BODY_LIMIT = '1mb';

export interface WebhookRouterOptions {
  /** As it was given to GitHub. */
  secret: string;
  /** Something of a run has changed. */
  onRun(runId: string): Promise<void>;
}

const repositorySchema = z.object({
  html_url: z.url(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
});

interface Delivery {
  repository: z.output<typeof repositorySchema>;
  /** Of the run. */
  id: number;
}

/** By event; only what tells which run it is: how the run is, GitHub is asked. */
const DELIVERIES = new Map<string, z.ZodType<Delivery>>([
  [
    'workflow_run',
    z
      .object({
        repository: repositorySchema,
        workflow_run: z.object({ id: z.number() }),
      })
      .transform(({ repository, workflow_run: { id } }) => ({
        repository,
        id,
      })),
  ],
  [
    'workflow_job',
    z
      .object({
        repository: repositorySchema,
        workflow_job: z.object({ run_id: z.number() }),
      })
      .transform(({ repository, workflow_job: { run_id: id } }) => ({
        repository,
        id,
      })),
  ],
]);

/**
 * Hears from GitHub that a run goes on. A delivery says nothing that is believed: it
 * has the next look ask GitHub, so that one that comes twice, late or never does no harm.
 */
export function createWebhookRouter(options: WebhookRouterOptions): Router {
  const router = PromiseRouter();
  const readBytes = raw({ type: () => true, limit: BODY_LIMIT });
  router.post(WEBHOOK_PATH, readBytes, async (request, response) => {
    const runId = findRun(options.secret, request);
    if (runId) {
      await options.onRun(runId);
    }
    response.status(204).end();
  });
  return router;
}

/** @returns undefined for a delivery about something else */
function findRun(secret: string, request: Request): string | undefined {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signature = request.get('x-hub-signature-256');
  if (!isSignedBy(secret, { body, signature })) {
    throw new AuthenticationError(
      'The delivery is not signed with mlModels.github.webhookSecret: give the webhook this secret on GitHub',
    );
  }
  const schema = DELIVERIES.get(request.get('x-github-event') ?? '');
  if (!schema) {
    return undefined;
  }
  const delivery = schema.safeParse(parseJson(body));
  if (!delivery.success) {
    throw new InputError(
      `The delivery is none of GitHub's: ${z.prettifyError(delivery.error)}`,
    );
  }
  const { repository, id } = delivery.data;
  const { name, owner, html_url: url } = repository;
  const { host } = new URL(url);
  return formatRunId({ repository: { host, owner: owner.login, name }, id });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new InputError(
      'The delivery is not JSON: choose the content type application/json for the webhook on GitHub',
      error,
    );
  }
}
