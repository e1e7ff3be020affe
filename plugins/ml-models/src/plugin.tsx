import { convertLegacyRouteRefs } from '@backstage/core-compat-api';
import {
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import CloudUploadIcon from '@material-ui/icons/CloudUpload';
import { mlModelsApiFactory, queryClientApiFactory } from './api/apiFactories';
import { ModelIcon } from './components/ModelIcon/ModelIcon';
import { isMlModel } from './components/EntityModel/entityModel';
import { AddressedTab } from './pages/AddressedTab';
import { TAB_LOADERS } from './pages/tabLoaders';
import { useDeployMenuItem } from './pages/useDeployMenuItem';
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

const overviewCard = EntityCardBlueprint.make({
  name: 'status',
  params: {
    type: 'content',
    filter: isMlModel,
    loader: () =>
      import('./pages/EntityOverview').then(m => <m.EntityOverview />),
  },
});

const modelCard = EntityCardBlueprint.make({
  name: 'model-card',
  params: {
    type: 'content',
    filter: isMlModel,
    loader: () =>
      import('./pages/EntityModelCard').then(m => <m.EntityModelCard />),
  },
});

const versionsContent = EntityContentBlueprint.make({
  name: 'versions',
  params: {
    path: '/versions',
    title: 'Versions',
    filter: isMlModel,
    loader: () => TAB_LOADERS.versions().then(m => <m.EntityVersions />),
  },
});

const logsContent = EntityContentBlueprint.make({
  name: 'logs',
  params: {
    path: '/logs',
    title: 'Logs',
    filter: isMlModel,
    loader: () => TAB_LOADERS.logs().then(m => <m.EntityLogs />),
  },
});

const performanceContent = EntityContentBlueprint.make({
  name: 'performance',
  params: {
    path: '/performance',
    title: 'Performance',
    filter: isMlModel,
    loader: () => TAB_LOADERS.performance().then(m => <m.EntityPerformance />),
  },
});

const addressedTab = AppRootElementBlueprint.make({
  name: 'addressed-tab',
  params: { element: <AddressedTab /> },
});

const deployMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'deploy',
  params: {
    icon: <CloudUploadIcon fontSize="small" />,
    filter: isMlModel,
    useProps: useDeployMenuItem,
  },
});

const modelNameFormField = FormFieldBlueprint.make({
  name: 'model-name',
  params: {
    field: () =>
      import('./features/create/modelNameField').then(m => m.modelNameField),
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
  extensions: [
    mlModelsApi,
    queryClientApi,
    modelsPage,
    overviewCard,
    modelCard,
    versionsContent,
    logsContent,
    performanceContent,
    addressedTab,
    deployMenuItem,
    modelNameFormField,
  ],
});
