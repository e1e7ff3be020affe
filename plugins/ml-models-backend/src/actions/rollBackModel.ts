import { ConflictError } from '@backstage/errors';
import {
  actionsChangePermission,
  MlModelEntityV1alpha1,
  requestDeploymentSchema,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { parseRequestPart } from '../http/parseRequestPart';
import { DeployingContext } from './ActionsContext';
import { MODEL_REF_DESCRIPTION, parseModelRef } from './parseModelRef';
import { requestByAction } from './requestByAction';
import { tellDeployment, toldDeploymentSchema } from './toldDeployment';

/** Further back nobody means "the version before". */
const DEPLOYMENTS_READ = 200;

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
          modelRef: z.string().describe(MODEL_REF_DESCRIPTION),
          environment: z
            .string()
            .describe('One of those of the model, e.g. `production`.'),
          version: z
            .number()
            .optional()
            .describe('Older than the live one. Default: the one live before.'),
          idempotencyKey: z
            .string()
            .optional()
            .describe(
              'The same key answers with the deployment it made before.',
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
    action: async ({ input, credentials }) => {
      const modelRef = parseModelRef(input.modelRef);
      const { environment, version, idempotencyKey } = parseRequestPart(
        requestDeploymentSchema,
        { ...input, modelRef: undefined },
        'input',
      );
      const model = await context.catalog.getModel(modelRef, credentials);
      const deployment = await requestByAction(context, {
        modelRef,
        environment,
        version: version ?? (await versionBefore(context, model, environment)),
        idempotencyKey,
        permission: rollBackPermission,
        credentials,
        trigger: 'rollback',
      });
      return { output: tellDeployment(deployment, context.appUrl) };
    },
  });
}

/** @throws ConflictError where there is nothing to go back from, or to */
async function versionBefore(
  { deployments, modelDeployments, now }: DeployingContext,
  model: MlModelEntityV1alpha1,
  environment: string,
): Promise<number> {
  const modelRef = modelRefOfEntity(model);
  const serving = await modelDeployments.describe(model, now());
  const live = serving.find(({ name }) => name === environment)?.liveVersion;
  if (live === undefined) {
    throw new ConflictError(
      `Nothing of ${modelRef} is live in '${environment}', so there is nothing to roll back: deploy a version`,
    );
  }
  const { items } = await deployments.list(modelRef, {
    environment,
    status: 'live',
    limit: DEPLOYMENTS_READ,
  });
  const before = items.find(({ version }) => version && version < live);
  if (!before?.version) {
    throw new ConflictError(
      `No version of ${modelRef} older than ${live} was live in '${environment}': say which version to go back to`,
    );
  }
  return before.version;
}
