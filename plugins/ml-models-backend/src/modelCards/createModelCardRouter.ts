import {
  ModelCard,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { ExpiringCache } from '../ExpiringCache';
import { CallerAccess } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { readModelCard, ReadModelCardOptions } from './readModelCard';

/** Source hosts count requests; a card that was edited is seen soon enough. */
const CARD_KEPT_MS = 60_000;
/** Some 10 kB each. */
const CARDS_KEPT_MAX = 200;

export interface ModelCardRouterOptions extends ReadModelCardOptions {
  catalog: ModelCatalog;
  callers: CallerAccess;
}

/** What a model is for, as its repository says. */
export function createModelCardRouter(options: ModelCardRouterOptions): Router {
  const router = PromiseRouter();
  const { catalog, callers } = options;
  const cards = new ExpiringCache<ModelCard>({
    ttlMs: CARD_KEPT_MS,
    maxEntries: CARDS_KEPT_MAX,
  });

  implementOperation({
    router,
    callers,
    operation: operations.getModelCard,
    handle: async ({ params, credentials }) => {
      const modelRef = modelRefOf(params);
      const model = await catalog.getModel(modelRef, credentials);
      return cards.get(modelRef, () => readModelCard(options, model));
    },
  });

  return router;
}
