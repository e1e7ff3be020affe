import {
  createBackendModule,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Operation } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  DeploymentMirror,
  InferenceLogStore,
  mlModelsExtensionPoint,
  PipelineIdentityVerifier,
  SourceHost,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  InMemoryPipelineEngine,
  InMemoryServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import request from 'supertest';
import mlModelsPlugin from '../index';

export interface StartMlModelsOptions {
  entities: Entity[];
  mirrors?: DeploymentMirror[];
  pipelineIdentities?: PipelineIdentityVerifier[];
  sourceHosts?: SourceHost[];
  /** Default: in the plugin's database. */
  inferenceLog?: InferenceLogStore;
  services?: ServiceFactory[];
}

/** Starts a whole backend of the plugin, with an engine and a runtime in memory. */
export async function startMlModels(options: StartMlModelsOptions) {
  const engine = new InMemoryPipelineEngine();
  const runtime = new InMemoryServingRuntime();
  const adapters = createBackendModule({
    pluginId: 'ml-models',
    moduleId: 'in-memory',
    register(env) {
      env.registerInit({
        deps: { mlModels: mlModelsExtensionPoint },
        async init({ mlModels }) {
          mlModels.addPipelineEngine(engine);
          mlModels.addServingRuntime(runtime);
          options.mirrors?.forEach(one => mlModels.addDeploymentMirror(one));
          options.pipelineIdentities?.forEach(verifier =>
            mlModels.addPipelineIdentityVerifier(verifier),
          );
          options.sourceHosts?.forEach(host => mlModels.addSourceHost(host));
          if (options.inferenceLog) {
            mlModels.setInferenceLogStore(options.inferenceLog);
          }
        },
      });
    },
  });
  const auditor = mockServices.auditor.mock();
  const backend = await startTestBackend({
    features: [
      mlModelsPlugin,
      adapters,
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      auditor.factory,
      ...(options.services ?? []),
    ],
  });
  return {
    engine,
    runtime,
    /** What was asked to be traced. */
    get audited() {
      return auditor.createEvent.mock.calls.map(([event]) => event);
    },
    stop: () => backend.stop(),
    /** @param authorization - default: a user's; null sends none */
    async call(
      method: Operation['method'],
      path: string,
      body?: object,
      authorization: string | null = mockCredentials.user.header(),
    ): Promise<request.Response> {
      const call = request(backend.server)[method](`/api/ml-models${path}`);
      if (authorization) {
        call.set('authorization', authorization);
      }
      return body ? call.send(body) : call;
    },
  };
}
