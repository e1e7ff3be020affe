import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { SampleStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { createDataDirectory } from '../dataDirectory';
import { PythonEnvironments } from '../environment/PythonEnvironments';
import { readLocalConfig } from '../readLocalConfig';
import { getReplayToken } from '../supervisor/getReplayToken';
import { createSampleRouter } from './createSampleRouter';
import { FlightReplay } from './FlightReplay';
import { SampleDirector } from './SampleDirector';
import { SamplePortal } from './SamplePortal';
import { SampleStateFile } from './SampleStateFile';

const OFF: SampleStatus = { state: 'off', message: 'No sample was asked for' };

/** Sets up the sample where `mlModels.sample.enabled` asks for it. */
export const mlModelsModuleSample = createBackendModule({
  pluginId: 'ml-models',
  moduleId: 'local-sample',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        rootLifecycle: coreServices.rootLifecycle,
      },
      async init(services) {
        const { config, httpAuth, httpRouter, logger, rootLifecycle } =
          services;
        if (!config.getOptionalBoolean('mlModels.sample.enabled')) {
          httpRouter.use(createSampleRouter({ httpAuth, status: () => OFF }));
          return;
        }
        const { data, python } = readLocalConfig(config);
        await createDataDirectory(data);
        const director = new SampleDirector({
          portal: new SamplePortal(services),
          replay: new FlightReplay({
            data,
            environments: new PythonEnvironments(data, python),
          }),
          state: new SampleStateFile(join(data.root, 'sample.json')),
          readReplayToken: async () =>
            getReplayToken(data.supervisor.replayToken),
          logger,
        });
        httpRouter.use(
          createSampleRouter({ httpAuth, status: () => director.status() }),
        );
        rootLifecycle.addStartupHook(() => director.start());
        rootLifecycle.addBeforeShutdownHook(() => director.stop());
      },
    });
  },
});
