import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mlModelsExtensionPoint } from '@noshelfware/backstage-plugin-ml-models-node';
import Router from 'express-promise-router';
import { AdapterRegistry } from './AdapterRegistry';
import { openDatabase } from './database';

export const mlModelsPlugin = createBackendPlugin({
  pluginId: 'ml-models',
  register(env) {
    const adapters = new AdapterRegistry();
    env.registerExtensionPoint(mlModelsExtensionPoint, adapters);
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpRouter: coreServices.httpRouter,
      },
      async init({ database, httpRouter }) {
        await openDatabase(database);
        const router = Router();
        httpRouter.use(router);
      },
    });
  },
});
