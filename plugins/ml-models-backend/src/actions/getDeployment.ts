import { actionsReadPermission } from '@noshelfware/backstage-plugin-ml-models-common';
import { DeployingContext } from './ActionsContext';
import { tellDeployment, toldDeploymentSchema } from './toldDeployment';

/** `get-deployment`: how far one has come, and why it failed. */
export function registerGetDeployment({
  actionsRegistry,
  appUrl,
  catalog,
  deployments,
}: Pick<
  DeployingContext,
  'actionsRegistry' | 'appUrl' | 'catalog' | 'deployments'
>): void {
  actionsRegistry.register({
    name: 'get-deployment',
    title: 'Get a deployment of a model',
    description:
      'Tells how far a deployment has come, step by step, and why it failed: the step, what to do, the first line of its log that tells of an error, and what answers requests meanwhile.',
    attributes: { destructive: false, idempotent: true, readOnly: true },
    visibilityPermission: actionsReadPermission,
    schema: {
      input: z =>
        z.object({
          id: z
            .string()
            .describe('As deploy-model and roll-back-model give it.'),
        }),
      output: toldDeploymentSchema,
    },
    action: async ({ input, credentials }) => {
      const deployment = await deployments.get(input.id);
      // Who may not see the model sees none of its deployments.
      await catalog.getModel(deployment.modelRef, credentials);
      return { output: tellDeployment(deployment, appUrl) };
    },
  });
}
