import {
  Deployment,
  isFinalDeploymentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { PortalUser } from '../portal/PortalUser';
import { waitFor } from '../portal/waitFor';

const TASK_TIMEOUT_MS = 600_000;
/** Asking more often would slow what is waited for. */
const TASK_POLL_MS = 1_000;
const DEPLOYMENT_POLL_MS = 200;
const TEMPLATE = 'template:default/sklearn-service';
const ANSWERS = {
  owner: 'group:default/flight-ops-ds',
  system: 'system:default/flight-operations',
  dataset: 'resource:default/nyc-flights',
};

const apiTaskSchema = z.object({ id: z.string() });
const apiTaskStatusSchema = z.object({ status: z.string() });
const apiEventsSchema = z.array(
  z.object({ body: z.object({ message: z.string() }).loose() }),
);

export interface CreateModelOptions {
  name: string;
  /** Further answers to the template's questions. */
  values?: Record<string, string>;
}

/** Waits until a new portal's catalog holds what the form asks for. */
export async function awaitCatalog(user: PortalUser): Promise<void> {
  for (const ref of [TEMPLATE, ...Object.values(ANSWERS)]) {
    await awaitEntity(user, ref);
  }
}

async function awaitEntity(user: PortalUser, ref: string): Promise<void> {
  const path = ref.replace(':', '/');
  await waitFor(
    `${ref} in the catalog`,
    () =>
      user
        .fetchJson(`/api/catalog/entities/by-name/${path}`)
        .catch(() => undefined),
    { pollMs: DEPLOYMENT_POLL_MS },
  );
}

/** Presses Create: starts the template and gives the task's id. */
export async function pressCreate(
  user: PortalUser,
  { name, values }: CreateModelOptions,
): Promise<string> {
  const answer = await user.fetchJson('/api/scaffolder/v2/tasks', {
    method: 'POST',
    body: JSON.stringify({
      templateRef: TEMPLATE,
      values: {
        name,
        title: `Model ${name}`,
        description: 'Whether a flight arrives 15 minutes late or more.',
        target: 'arrival-delay-15',
        riskTier: 'minimal',
        ci: 'local',
        ...ANSWERS,
        ...values,
      },
    }),
  });
  return apiTaskSchema.parse(answer).id;
}

/** @throws Error with the end of the task's log when it does not complete */
export async function awaitTask(
  user: PortalUser,
  taskId: string,
): Promise<void> {
  const status = await waitFor(
    `task ${taskId}`,
    async () => {
      const task = apiTaskStatusSchema.parse(
        await user.fetchJson(`/api/scaffolder/v2/tasks/${taskId}`),
      );
      return ['open', 'processing'].includes(task.status)
        ? undefined
        : task.status;
    },
    { timeoutMs: TASK_TIMEOUT_MS, pollMs: TASK_POLL_MS },
  );
  if (status !== 'completed') {
    const events = apiEventsSchema.parse(
      await user.fetchJson(`/api/scaffolder/v2/tasks/${taskId}/events`),
    );
    const log = events.map(event => event.body.message).slice(-20);
    throw new Error(`Task ${taskId} ended ${status}:\n${log.join('\n')}`);
  }
}

/** @returns the model's newest deployment to production, once it has ended */
export async function awaitDeployment(
  user: PortalUser,
  params: { namespace: string; name: string },
): Promise<Deployment> {
  await awaitEntity(user, `mlmodel:${params.namespace}/${params.name}`);
  return waitFor(
    `a deployment of ${params.name}`,
    async () => {
      const { items } = await user.call(operations.listDeployments, { params });
      const [newest] = items;
      return newest && isFinalDeploymentStatus(newest.status)
        ? user.call(operations.getDeployment, { params: { id: newest.id } })
        : undefined;
    },
    { timeoutMs: TASK_TIMEOUT_MS, pollMs: DEPLOYMENT_POLL_MS },
  );
}
