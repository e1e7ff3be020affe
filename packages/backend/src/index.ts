import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { refuseUnlessUp } from '@noshelfware/backstage-plugin-ml-models-backend';
import { modelOwnersPolicyModule } from './policy/modelOwnersPolicyModule';

const backend = createBackend();

backend.add(
  rootHttpRouterServiceFactory({
    configure: ({ app, lifecycle, applyDefaults }) => {
      app.use(refuseUnlessUp(lifecycle));
      applyDefaults();
    },
  }),
);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  import('@noshelfware/backstage-plugin-auth-backend-module-sample-people'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(
  import('@noshelfware/backstage-plugin-catalog-backend-module-ml-models'),
);

backend.add(import('@noshelfware/backstage-plugin-ml-models-backend'));
backend.add(
  import('@noshelfware/backstage-plugin-ml-models-backend-module-local'),
);
backend.add(
  import('@noshelfware/backstage-plugin-ml-models-backend-module-github'),
);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(modelOwnersPolicyModule);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@noshelfware/backstage-plugin-scaffolder-backend-module-ml-models'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// Backstage logs what failed, and would go on with the plugins that are left.
backend.start().catch(() => process.exit(1));
