import { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../../http/audited';
import { CallerAccess } from '../../http/CallerAccess';
import { callerRefOf } from '../../http/callerRefOf';
import { implementOperation } from '../../http/implementOperation';
import { modelRefOf } from '../../http/pathParameters';
import { Deployments } from '../Deployments';
import {
  listUnregisteredModels,
  UnregisteredModelsOptions,
} from './listUnregisteredModels';
import { EntityFinder } from './lookForUnregistered';

export interface UnregisteredRouterOptions extends UnregisteredModelsOptions {
  auditor: AuditorService;
  callers: CallerAccess;
  deployments: Deployments;
}

/** Models that serve and are not in the catalog: list, stop. */
export function createUnregisteredRouter(
  options: UnregisteredRouterOptions,
): Router {
  const { auditor, callers, catalog, deployments } = options;
  const router = PromiseRouter();

  implementOperation({
    router,
    callers,
    operation: operations.listUnregisteredModels,
    handle: async () => ({ items: await listUnregisteredModels(options) }),
  });

  implementOperation({
    router,
    callers,
    operation: operations.stopUnregisteredModel,
    status: 201,
    handle: async ({ params, body, credentials, request }) => {
      const modelRef = modelRefOf(params);
      const { environment } = body;
      const requestedBy = callerRefOf(credentials);
      return audited(
        auditor,
        {
          eventId: 'unregistered-model-stop',
          request,
          meta: { modelRef, environment },
        },
        async () => {
          await assertUnregistered(catalog, modelRef);
          return deployments.requestStop({
            modelRef,
            environment,
            requestedBy,
          });
        },
        ({ id }) => ({ id }),
      );
    },
  });

  return router;
}

/** @throws ConflictError */
async function assertUnregistered(
  catalog: EntityFinder,
  modelRef: string,
): Promise<void> {
  if ((await catalog.findEntities([modelRef])).has(modelRef)) {
    throw new ConflictError(
      `${modelRef} is in the catalog: stop it on its Versions tab, or ask its owners to`,
    );
  }
}
