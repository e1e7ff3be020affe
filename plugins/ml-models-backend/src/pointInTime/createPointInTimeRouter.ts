import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { CallerAccess } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { getModelAt, ModelAtOptions } from './getModelAt';

export interface PointInTimeRouterOptions extends ModelAtOptions {
  callers: CallerAccess;
  catalog: ModelCatalog;
}

/** A model at a moment of the past. */
export function createPointInTimeRouter(
  options: PointInTimeRouterOptions,
): Router {
  const { callers, catalog } = options;
  const router = PromiseRouter();

  implementOperation({
    router,
    callers,
    operation: operations.getModelAt,
    handle: async ({ params, query, credentials }) => {
      const model = await catalog.getModel(modelRefOf(params), credentials);
      return getModelAt(model, query, options);
    },
  });

  return router;
}
