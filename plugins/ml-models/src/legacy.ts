/** The same pages, tabs and cards for Backstage's old frontend system. */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { mlModelsApiFactory, queryClientApiFactory } from './api/apiFactories';
import { assertNameIsFree } from './features/create/assertNameIsFree';
import { MODEL_NAME_FIELD } from './features/create/modelNameField';
import { ModelNameField } from './features/create/ModelNameField/ModelNameField';
import { TAB_LOADERS } from './pages/tabLoaders';
import { createModelRouteRef, rootRouteRef } from './routes';

export { isMlModel } from './components/EntityModel/entityModel';
export { mlModelsApiRef } from './api/mlModelsApiRef';

export const mlModelsPlugin = createPlugin({
  id: 'ml-models',
  apis: [mlModelsApiFactory, queryClientApiFactory],
  routes: { root: rootRouteRef },
  externalRoutes: { createModel: createModelRouteRef },
});

/** Model catalog and portfolio; mount it at `/models`. */
export const ModelsPage = mlModelsPlugin.provide(
  createRoutableExtension({
    name: 'ModelsPage',
    component: () =>
      import('./pages/LegacyModelsPage').then(m => m.LegacyModelsPage),
    mountPoint: rootRouteRef,
  }),
);

/** For the overview of an entity that {@link isMlModel}. */
export const EntityModelOverviewCard = mlModelsPlugin.provide(
  createComponentExtension({
    name: 'EntityModelOverviewCard',
    component: {
      lazy: () => import('./pages/EntityOverview').then(m => m.EntityOverview),
    },
  }),
);

/** What the repository says of the model; for the overview, too. */
export const EntityModelCard = mlModelsPlugin.provide(
  createComponentExtension({
    name: 'EntityModelCard',
    component: {
      lazy: () =>
        import('./pages/EntityModelCard').then(m => m.EntityModelCard),
    },
  }),
);

/** The Versions tab; mount it at `/versions`, where links expect it. */
export const EntityModelVersionsContent = mlModelsPlugin.provide(
  createComponentExtension({
    name: 'EntityModelVersionsContent',
    component: {
      lazy: () => TAB_LOADERS.versions().then(m => m.EntityVersions),
    },
  }),
);

/** The Logs tab; mount it at `/logs`, where links expect it. */
export const EntityModelLogsContent = mlModelsPlugin.provide(
  createComponentExtension({
    name: 'EntityModelLogsContent',
    component: {
      lazy: () => TAB_LOADERS.logs().then(m => m.EntityLogs),
    },
  }),
);

/** The Performance tab; mount it at `/performance`, where links expect it. */
export const EntityModelPerformanceContent = mlModelsPlugin.provide(
  createComponentExtension({
    name: 'EntityModelPerformanceContent',
    component: {
      lazy: () => TAB_LOADERS.performance().then(m => m.EntityPerformance),
    },
  }),
);

/** The question for a model's name; inside `ScaffolderFieldExtensions`. */
export const ModelNameFieldExtension = mlModelsPlugin.provide(
  createScaffolderFieldExtension({
    name: MODEL_NAME_FIELD,
    component: ModelNameField,
    validation: assertNameIsFree,
  }),
);
