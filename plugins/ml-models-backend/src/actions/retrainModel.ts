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

/** `retrain-model`: builds what is live anew, from what data there is now. */
export function registerRetrainModel(context: DeployingContext): void {
  context.actionsRegistry.register({
    name: 'retrain-model',
    title: 'Retrain a model',
    description: `Builds the commit of the version of a machine-learning model that is live in one of its environments anew, so that it is trained on the data that there are now, and puts what it becomes there. Before it is started it is compared with the live version on the same rows; one that is surely worse is refused. Then it goes live as any other version does, with the same approval and guardrails.

Answers at once with the deployment; follow it with get-deployment until it has ended.`,
    attributes: { destructive: true, idempotent: false, readOnly: false },
    visibilityPermission: actionsChangePermission,
    schema: {
      input: z => z.object(targetInput(z)),
      output: toldDeploymentSchema,
    },
    examples: [
      {
        title: 'Train what serves production on the newest data',
        input: { modelRef: 'flight-delay', environment: 'production' },
      },
    ],
    action: async ({ input: { modelRef, ...input }, credentials }) => {
      const deployment = await requestByAction(context, {
        ...parseRequestPart(requestDeploymentSchema, input, 'input'),
        modelRef: parseModelRef(modelRef),
        permission: deployPermission,
        credentials,
        trigger: 'retrain',
      });
      return { output: tellDeployment(deployment, context.appUrl) };
    },
  });
}
