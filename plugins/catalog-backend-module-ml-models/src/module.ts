import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { MlModelEntityProcessor } from './MlModelEntityProcessor';
import { PortalGitProcessor } from './PortalGitProcessor';

export const catalogModuleMlModels = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ml-models',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
      },
      async init({ catalog, discovery }) {
        catalog.addProcessor([
          new MlModelEntityProcessor(),
          new PortalGitProcessor(
            await discovery.getExternalBaseUrl('ml-models'),
          ),
        ]);
      },
    });
  },
});
