import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  Deployment,
  DeploymentStep,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeployActionOptions } from './deployAction';
import { followDeployment } from './followDeployment';
import { followExamples } from './followExamples';
import { endedBadly, OUTCOME_SCHEMA, reportOutcome } from './reportOutcome';

/**
 * Follows a part of a deployment: each part is a step of the task's page, which
 * shows nothing of what goes on within a step.
 */
export function createFollowAction(
  options: Pick<DeployActionOptions, 'deployments' | 'appUrl' | 'pollMs'>,
) {
  const { deployments, appUrl, pollMs = 500 } = options;
  return createTemplateAction({
    id: 'ml-models:follow',
    description:
      'Follows stages of the pipeline of a deployment, or its release to the end, in the task log',
    supportsDryRun: true,
    examples: followExamples,
    schema: {
      input: {
        deploymentId: z =>
          z.string().describe('As ml-models:deploy has put it out'),
        stages: z =>
          z
            .array(z.string())
            .describe(
              'Ends with these stages, e.g. [lint, test]; default: follows the release until the deployment has ended, or waits for approval',
            )
            .optional(),
      },
      output: OUTCOME_SCHEMA,
    },
    async handler(ctx) {
      const { deploymentId: id, stages } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Follows ${stages?.join(', ') ?? 'the release'}`);
        return;
      }
      const isTold = isPartOf(stages);
      const followed = await followDeployment({
        deployments,
        id,
        getCredentials: () => ctx.getInitiatorCredentials(),
        logger: ctx.logger,
        signal: ctx.signal,
        pollMs,
        isTold,
        isEnough: ({ steps }) =>
          stages !== undefined && steps.filter(isTold).every(isOver),
      });
      if (stages !== undefined) {
        assertSucceeded(followed, isTold);
        return;
      }
      const outcome = await reportOutcome(followed, {
        deployments,
        appUrl,
        logger: ctx.logger,
        credentials: await ctx.getInitiatorCredentials(),
      });
      ctx.output('status', outcome.status);
      ctx.output('version', outcome.version);
      ctx.output('endpoint', outcome.endpoint);
    },
  });
}

function isPartOf(stages: string[] | undefined) {
  return ({ kind, name }: DeploymentStep): boolean =>
    stages === undefined
      ? kind === 'release'
      : kind === 'pipeline' && stages.includes(name);
}

function isOver({ status }: DeploymentStep): boolean {
  return status !== 'pending' && status !== 'running';
}

/** @throws Error when one of the steps did not come to a good end, for whatever reason */
function assertSucceeded(
  deployment: Deployment,
  isTold: (step: DeploymentStep) => boolean,
): void {
  const went = deployment.steps
    .filter(isTold)
    .every(({ status }) => status === 'succeeded' || status === 'skipped');
  if (!went) {
    throw endedBadly(deployment);
  }
}
