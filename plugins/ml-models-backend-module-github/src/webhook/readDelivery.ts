import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keyOf, RepositoryId } from '../api/RepositoryId';
import { formatRunId } from '../runs/runId';
import { Push } from '../source/Push';

/** What a delivery is about, as far as it is of use. */
export type Delivery =
  | { kind: 'run'; runId: string }
  | { kind: 'push'; push: Push }
  | { kind: 'nothing' };

const repositorySchema = z.object({
  html_url: z.url(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
});

/** A moment, as seconds since the epoch or as ISO 8601. */
const momentSchema = z.union([z.number(), z.string()]).nullish();

/** https://docs.github.com/webhooks/webhook-events-and-payloads#push */
const pushSchema = z.object({
  /** Whole: `refs/heads/…` of a branch. */
  ref: z.string(),
  before: z.string(),
  /** All zeros of a branch that was deleted. */
  after: z.string(),
  repository: repositorySchema.extend({
    default_branch: z.string(),
    /** GitHub's. */
    pushed_at: momentSchema,
    /** Gitea's. */
    updated_at: momentSchema,
  }),
});

/** By event; only what tells which run it is: how the run is, GitHub is asked. */
const DELIVERIES = new Map<string, z.ZodType<Delivery>>([
  [
    'workflow_run',
    z
      .object({
        repository: repositorySchema,
        workflow_run: z.object({ id: z.number() }),
      })
      .transform(({ repository, workflow_run: { id } }) =>
        toRun(repository, id),
      ),
  ],
  [
    'workflow_job',
    z
      .object({
        repository: repositorySchema,
        workflow_job: z.object({ run_id: z.number() }),
      })
      .transform(({ repository, workflow_job: { run_id: id } }) =>
        toRun(repository, id),
      ),
  ],
  ['push', pushSchema.transform(toPush)],
]);

/**
 * @param event - as the header says: nobody has signed that
 * @param body - that was signed
 * @throws InputError for what is not GitHub's
 */
export function readDelivery(
  event: string | undefined,
  body: Buffer,
): Delivery {
  const schema = DELIVERIES.get(event ?? '');
  if (!schema) {
    return { kind: 'nothing' };
  }
  const delivery = schema.safeParse(parseJson(body));
  if (!delivery.success) {
    throw new InputError(
      `The delivery is none of GitHub's: ${z.prettifyError(delivery.error)}`,
    );
  }
  return delivery.data;
}

function toRun(
  repository: z.output<typeof repositorySchema>,
  id: number,
): Delivery {
  return {
    kind: 'run',
    runId: formatRunId({ repository: toRepositoryId(repository), id }),
  };
}

function toPush(payload: z.output<typeof pushSchema>): Delivery {
  const { ref, after, repository } = payload;
  const branch = repository.default_branch;
  if (ref !== `refs/heads/${branch}` || /^0+$/.test(after)) {
    return { kind: 'nothing' };
  }
  const push = {
    repository: toRepositoryId(repository),
    branch,
    after,
    pushId: pushIdOf(payload),
  };
  return { kind: 'push', push };
}

/** Of what is signed alone: the headers of a delivery are not. */
function pushIdOf({
  ref,
  before,
  after,
  repository,
}: z.output<typeof pushSchema>): string {
  const place = keyOf(toRepositoryId(repository));
  const moment = repository.pushed_at ?? repository.updated_at;
  return createHash('sha256')
    .update(JSON.stringify([place, ref, before, after, moment]))
    .digest('hex');
}

function toRepositoryId({
  html_url: url,
  name,
  owner,
}: z.output<typeof repositorySchema>): RepositoryId {
  return { host: new URL(url).host, owner: owner.login, name };
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
