import { convertLegacyRouteRefs } from '@backstage/core-compat-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mlModelsApiFactory, queryClientApiFactory } from './api/apiFactories';
import { ModelIcon } from './components/ModelIcon/ModelIcon';
import { createModelRouteRef, rootRouteRef } from './routes';

const routes = convertLegacyRouteRefs({ root: rootRouteRef });
const externalRoutes = convertLegacyRouteRefs({
  createModel: createModelRouteRef,
});

const mlModelsApi = ApiBlueprint.make({
  name: 'client',
  params: define => define(mlModelsApiFactory),
});

const queryClientApi = ApiBlueprint.make({
  name: 'query-client',
  params: define => define(queryClientApiFactory),
});

const modelsPage = PageBlueprint.make({
  params: {
    path: '/models',
    title: 'Models',
    icon: <ModelIcon />,
    routeRef: routes.root,
    noHeader: true,
    loader: () => import('./pages/ModelsRoot').then(m => <m.ModelsRoot />),
  },
});

/** Model catalog, portfolio and the tabs and cards of kind MlModel. */
export const mlModelsPlugin = createFrontendPlugin({
  pluginId: 'ml-models',
  title: 'Models',
  icon: <ModelIcon />,
  info: { packageJson: () => import('../package.json') },
  routes,
  externalRoutes,
  extensions: [mlModelsApi, queryClientApi, modelsPage],
});
