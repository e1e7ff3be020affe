import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCheckAction } from './check/checkAction';
import { createDeployAction } from './deploy/deployAction';
import { createFollowAction } from './deploy/followAction';
import { PortalClient } from './PortalClient';
import { createPublishLocalGitAction } from './publish/publishLocalGitAction';

/** Adds the actions that templates of models are made of. */
export const scaffolderModuleMlModels = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ml-models',
  register({ registerInit }) {
    registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, catalog, config, discovery }) {
        const appUrl = config.getString('app.baseUrl');
        const portal = new PortalClient({ auth, catalog, discovery });
        actions.addActions(
          createCheckAction({
            catalog,
            findRepository: (name, credentials) =>
              portal.findRepository(name, credentials),
          }),
          createPublishLocalGitAction({
            createRepository: (request, credentials) =>
              portal.createRepository(request, credentials),
          }),
          createDeployAction({ deployments: portal, appUrl }),
          createFollowAction({ deployments: portal, appUrl }),
        );
      },
    });
  },
});
