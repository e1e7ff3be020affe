import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ModelOwnersPolicy } from './ModelOwnersPolicy';

/** Decides by `ModelOwnersPolicy`. */
export const modelOwnersPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'model-owners-policy',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        const groupsAt = (key: string) =>
          (config.getOptionalStringArray(key) ?? []).map(toGroupRef);
        policy.setPolicy(
          new ModelOwnersPolicy({
            recordsReaders: groupsAt('mlModels.records.readers'),
            operators: groupsAt('mlModels.operators'),
          }),
        );
      },
    });
  },
});

function toGroupRef(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }),
  );
}
