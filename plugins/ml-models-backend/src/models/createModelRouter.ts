import { NotFoundError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { SourceHost } from '@noshelfware/backstage-plugin-ml-models-node';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { CallerAccess } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { findRepository } from './findRepository';
import { ModelDirectory } from './ModelDirectory';
import { ModelStatusReader } from './ModelStatusReader';

export interface ModelRouterOptions {
  callers: CallerAccess;
  catalog: ModelCatalog;
  directory: ModelDirectory;
  statuses: ModelStatusReader;
  sourceHosts: Map<string, SourceHost>;
}

/** As many as a person scrolls through to choose what to deploy. */
const SHOWN_COMMITS = 50;

/** Models: all of them, and one in detail. */
export function createModelRouter(options: ModelRouterOptions): Router {
  const router = PromiseRouter();
  const { callers, catalog } = options;

  implementOperation({
    router,
    callers,
    operation: operations.listModels,
    handle: async ({ credentials }) => ({
      items: await options.directory.list(credentials),
    }),
  });

  implementOperation({
    router,
    callers,
    operation: operations.getModelStatus,
    handle: async ({ params, credentials }) =>
      options.statuses.read(
        await catalog.getModel(modelRefOf(params), credentials),
      ),
  });

  implementOperation({
    router,
    callers,
    operation: operations.getRepository,
    handle: async ({ params, credentials }) => {
      const modelRef = modelRefOf(params);
      const model = await catalog.getModel(modelRef, credentials);
      const repository = await findRepository(options.sourceHosts, model, {
        commits: SHOWN_COMMITS,
      });
      if (!repository) {
        throw new NotFoundError(
          `The code of ${modelRef} is on no source host that is installed: deploy a commit by its SHA, or add the module of its host`,
        );
      }
      return repository;
    },
  });

  return router;
}
