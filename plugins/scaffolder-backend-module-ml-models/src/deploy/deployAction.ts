import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { deployExamples } from './deployExamples';
import { DeploymentsClient } from './DeploymentsClient';
import { followDeployment } from './followDeployment';
import { OUTCOME_SCHEMA, reportOutcome } from './reportOutcome';
import { triggerOf } from './triggerOf';
import { versionsUrl } from './versionsUrl';
import { waitUntil } from './waitUntil';

/** The catalog takes a moment to process what was just registered. */
const ENTITY_TIMEOUT_MS = 60_000;
const ENTITY_POLL_MS = 250;

export interface DeployActionOptions {
  deployments: DeploymentsClient;
  /** The portal's address in a browser, `app.baseUrl`. */
  appUrl: string;
  /** How often a deployment is looked at; default 500 ms. */
  pollMs?: number;
  /** How long to wait for the entity; default one minute. */
  entityTimeoutMs?: number;
}

/** Deploys a model and, unless told otherwise, waits until it is live. */
export function createDeployAction(options: DeployActionOptions) {
  const { deployments, pollMs = 500 } = options;
  return createTemplateAction({
    id: 'ml-models:deploy',
    description:
      'Puts a version of a model, or a commit to be built, into an environment and follows the deployment in the task log',
    supportsDryRun: true,
    examples: deployExamples,
    schema: {
      input: {
        model: z =>
          z.string().describe('Entity reference, e.g. mlmodel:default/churn'),
        environment: z => z.string().describe('e.g. production'),
        commit: z =>
          z
            .string()
            .describe('Full SHA to build; default: the newest commit')
            .optional(),
        version: z =>
          z
            .number()
            .int()
            .describe('A version that exists; nothing is built')
            .optional(),
        wait: z =>
          z
            .boolean()
            .describe(
              'Wait until the deployment has ended, or waits for approval; default: true',
            )
            .optional(),
      },
      output: {
        deploymentId: z => z.string(),
        ...OUTCOME_SCHEMA,
      },
    },
    async handler(ctx) {
      const { environment, commit, version, wait = true } = ctx.input;
      const modelRef = toModelRef(ctx.input.model);
      if (ctx.isDryRun) {
        ctx.logger.info(
          describeRequest({ modelRef, environment, commit, version }),
        );
        ctx.output('deploymentId', 'dry-run');
        return;
      }
      const entityTimeoutMs = options.entityTimeoutMs ?? ENTITY_TIMEOUT_MS;
      await waitUntil({
        condition: async () =>
          deployments.hasModel(modelRef, await ctx.getInitiatorCredentials()),
        pollMs: Math.min(pollMs, ENTITY_POLL_MS),
        timeoutMs: entityTimeoutMs,
        signal: ctx.signal,
        timeoutMessage: `${modelRef} has not appeared in the catalog within ${
          entityTimeoutMs / 1000
        } s. Open the catalog's location of its catalog-info.yaml to see what it refused.`,
      });
      // The task page shows the template's own links only at its end.
      ctx.logger.info(
        `Follow it step by step: ${versionsUrl(options.appUrl, modelRef)}`,
      );
      const initiator = await ctx.getInitiatorCredentials();
      const requested = await deployments.request(
        modelRef,
        {
          environment,
          commit,
          version,
          trigger: triggerOf(initiator),
          // The same task asks once, however often it is resumed.
          idempotencyKey: `scaffolder:${ctx.task.id}:${
            ctx.step?.id ?? 'deploy'
          }:${modelRef}:${environment}`,
        },
        initiator,
      );
      ctx.output('deploymentId', requested.id);
      ctx.logger.info(
        `Deployment ${requested.id}: ${describeRequest({
          modelRef,
          environment,
          commit,
          version,
        })}`,
      );
      if (!wait) {
        return;
      }
      const followed = await followDeployment({
        deployments,
        id: requested.id,
        getCredentials: () => ctx.getInitiatorCredentials(),
        logger: ctx.logger,
        signal: ctx.signal,
        pollMs,
      });
      const outcome = await reportOutcome(followed, {
        deployments,
        appUrl: options.appUrl,
        logger: ctx.logger,
        credentials: await ctx.getInitiatorCredentials(),
      });
      ctx.output('status', outcome.status);
      ctx.output('version', outcome.version);
      ctx.output('endpoint', outcome.endpoint);
    },
  });
}

function toModelRef(text: string): string {
  return stringifyEntityRef(
    parseEntityRef(text, {
      defaultKind: 'MlModel',
      defaultNamespace: 'default',
    }),
  );
}

function describeRequest(request: {
  modelRef: string;
  environment: string;
  commit?: string;
  version?: number;
}): string {
  const { modelRef, environment, commit, version } = request;
  const what = version
    ? `version ${version}`
    : `commit ${commit?.slice(0, 10) ?? 'at the head of the default branch'}`;
  return `${what} of ${modelRef} goes to ${environment}`;
}
