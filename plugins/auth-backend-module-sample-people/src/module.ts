import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { assertLoopback } from './assertLoopback';
import { samplePeopleAuthenticator } from './samplePeopleAuthenticator';
import { signInWhenKnown } from './signInWhenKnown';

const PROVIDER_ID = 'samplePeople';

export const authModuleSamplePeople = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sample-people',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        if (!config.has(`auth.providers.${PROVIDER_ID}`)) {
          return;
        }
        assertLoopback(config.getConfig('backend'));
        providers.registerProvider({
          providerId: PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator: samplePeopleAuthenticator,
            signInResolver: ({ result }, context) =>
              signInWhenKnown(result.ref, context),
          }),
        });
      },
    });
  },
});
