import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { MlModelEntityProcessor } from './MlModelEntityProcessor';
import { PortalGitProcessor } from './PortalGitProcessor';

export const catalogModuleMlModels = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ml-models',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor([
          new MlModelEntityProcessor(),
          new PortalGitProcessor(),
        ]);
      },
    });
  },
});
