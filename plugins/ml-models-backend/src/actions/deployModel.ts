import {
  actionsChangePermission,
  deployPermission,
  requestDeploymentSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { parseRequestPart } from '../http/parseRequestPart';
import { DeployingContext } from './ActionsContext';
import { parseModelRef } from './parseModelRef';
import { requestByAction } from './requestByAction';
import { targetInput } from './targetInput';
import { tellDeployment, toldDeploymentSchema } from './toldDeployment';

/** `deploy-model`: puts a version or a commit into an environment. */
export function registerDeployModel(context: DeployingContext): void {
  context.actionsRegistry.register({
    name: 'deploy-model',
    title: 'Deploy a model',
    description: `Puts a version of a machine-learning model into one of its environments, or builds a commit and puts what it becomes there. The new version is started beside the old one, smoke-tested with a known row, and takes over the requests; where it fails, the old one goes on. Where the environment asks for an approval, the deployment waits for a person to give it.

Answers at once with the deployment; follow it with get-deployment until it has ended.`,
    attributes: { destructive: true, idempotent: false, readOnly: false },
    visibilityPermission: actionsChangePermission,
    schema: {
      input: z =>
        z.object({
          ...targetInput(z),
          version: z
            .number()
            .optional()
            .describe('A version that was built before; nothing is built.'),
          commit: z
            .string()
            .optional()
            .describe(
              'The full SHA to build, instead of a version. Default: the head of the default branch.',
            ),
        }),
      output: toldDeploymentSchema,
    },
    examples: [
      {
        title: 'Put version 3 into production',
        input: {
          modelRef: 'flight-delay',
          environment: 'production',
          version: 3,
        },
      },
      {
        title: 'Build the newest commit for staging',
        input: { modelRef: 'flight-delay', environment: 'staging' },
      },
    ],
    action: async ({ input: { modelRef, ...input }, credentials }) => {
      const deployment = await requestByAction(context, {
        ...parseRequestPart(requestDeploymentSchema, input, 'input'),
        modelRef: parseModelRef(modelRef),
        permission: deployPermission,
        credentials,
        trigger: 'api',
      });
      return { output: tellDeployment(deployment, context.appUrl) };
    },
  });
}
