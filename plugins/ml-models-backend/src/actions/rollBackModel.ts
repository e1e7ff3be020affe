import {
  actionsChangePermission,
  requestDeploymentSchema,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { parseRequestPart } from '../http/parseRequestPart';
import { DeployingContext } from './ActionsContext';
import { parseModelRef } from './parseModelRef';
import { requestByAction } from './requestByAction';
import { targetInput } from './targetInput';
import { tellDeployment, toldDeploymentSchema } from './toldDeployment';

/** `roll-back-model`: goes back to an older version. */
export function registerRollBackModel(context: DeployingContext): void {
  context.actionsRegistry.register({
    name: 'roll-back-model',
    title: 'Roll back a model',
    description: `Lets an older version of a machine-learning model take all requests of an environment back from the version that is live there. Nothing is built; callers see no failed request. Without a version it goes back to the one that was live before.

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
            .describe(
              'No newer than the live one. Default: the one that was live before.',
            ),
        }),
      output: toldDeploymentSchema,
    },
    examples: [
      {
        title: 'Go back to what served production before',
        input: { modelRef: 'flight-delay', environment: 'production' },
      },
    ],
    action: async ({ input: { modelRef, ...input }, credentials }) => {
      const deployment = await requestByAction(context, {
        ...parseRequestPart(requestDeploymentSchema, input, 'input'),
        modelRef: parseModelRef(modelRef),
        permission: rollBackPermission,
        credentials,
        trigger: 'rollback',
      });
      return { output: tellDeployment(deployment, context.appUrl) };
    },
  });
}
