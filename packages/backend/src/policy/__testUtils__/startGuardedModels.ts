import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import catalogModuleMlModels from '@noshelfware/backstage-plugin-catalog-backend-module-ml-models';
import mlModelsPlugin from '@noshelfware/backstage-plugin-ml-models-backend';
import { mlModelsExtensionPoint } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  InMemoryPipelineEngine,
  InMemoryServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { setTimeout } from 'node:timers/promises';
import request, { Response } from 'supertest';
import { modelOwnersPolicyModule } from '../modelOwnersPolicyModule';

/** Between looks at whether the catalog has taken the models in. */
const POLL_MS = 50;

export interface GuardedModelsOptions {
  models: Entity[];
  /** Who owns them. */
  groups: Entity[];
  /** What each user owns things through. */
  claims: Record<string, string[]>;
  recordsReaders: string[];
  operators: string[];
}

/**
 * The mocks of tokens do not tell that a plugin passes a user's on, and plugins may
 * ask more of the permission framework than users may.
 */
const httpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { auth: coreServices.auth, plugin: coreServices.pluginMetadata },
  factory({ auth, plugin }) {
    const mock = mockServices.httpAuth({
      pluginId: plugin.getId(),
      defaultCredentials: mockCredentials.none(),
    });
    const credentials: HttpAuthService['credentials'] = async (
      incoming,
      options,
    ) => {
      const caller = await mock.credentials(incoming, options);
      if (auth.isPrincipal(caller, 'user')) {
        Object.assign(caller.principal, { actor: { subject: 'plugin:any' } });
      }
      return caller;
    };
    return { credentials, issueUserCookie: mock.issueUserCookie.bind(mock) };
  },
});

/** Models behind the real catalog, permission framework and policy. */
export async function startGuardedModels(options: GuardedModelsOptions) {
  const { models, groups, claims, recordsReaders, operators } = options;
  const engine = new InMemoryPipelineEngine();
  engine.stuck = true;
  const auth = mockServices.auth();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleMlModels,
      mlModelsPlugin,
      permissionPlugin,
      modelOwnersPolicyModule,
      createBackendModule({
        pluginId: 'ml-models',
        moduleId: 'in-memory',
        register(env) {
          env.registerInit({
            deps: { mlModels: mlModelsExtensionPoint },
            async init({ mlModels }) {
              mlModels.addPipelineEngine(engine);
              mlModels.addServingRuntime(new InMemoryServingRuntime());
            },
          });
        },
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'fixed-entities',
        register(env) {
          env.registerInit({
            deps: { processing: catalogProcessingExtensionPoint },
            async init({ processing }) {
              processing.addEntityProvider({
                getProviderName: () => 'fixed-entities',
                connect: connection =>
                  connection.applyMutation({
                    type: 'full',
                    entities: [...groups, ...models].map(entity => ({
                      entity,
                      locationKey: 'fixed',
                    })),
                  }),
              });
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          catalog: {
            rules: [{ allow: ['Group', 'MlModel'] }],
            stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
          },
          mlModels: { operators, records: { readers: recordsReaders } },
          permission: { enabled: true },
        },
      }),
      httpAuth,
      mockServices.urlReader.mock({
        readUrl: async url => {
          throw new NotFoundError(`There is nothing at ${url}`);
        },
      }).factory,
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          if (!auth.isPrincipal(credentials, 'user')) {
            throw new Error('Only users own anything');
          }
          const { userEntityRef } = credentials.principal;
          return {
            userEntityRef,
            ownershipEntityRefs: [
              userEntityRef,
              ...(claims[userEntityRef] ?? []),
            ],
          };
        },
      }).factory,
    ],
  });
  const call = async (
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    { user, body }: { user?: string; body?: object } = {},
  ): Promise<Response> => {
    const sent = request(backend.server)[method](`/api/ml-models${path}`);
    if (user) {
      sent.set('authorization', mockCredentials.user.header(user));
    }
    return body ? sent.send(body) : sent;
  };
  const count = async () =>
    (await call('get', '/models', { user: 'user:default/looker' })).body.items
      ?.length;
  while ((await count()) !== models.length) {
    await setTimeout(POLL_MS);
  }
  return { call, stop: () => backend.stop() };
}
