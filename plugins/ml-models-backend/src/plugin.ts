import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  modelPermissions,
  portalPermissions,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { mlModelsExtensionPoint } from '@noshelfware/backstage-plugin-ml-models-node';
import { Router } from 'express';
import { randomUUID } from 'node:crypto';
import { AdapterRegistry } from './AdapterRegistry';
import { openDatabase } from './database';
import { DatabaseLiveVersions } from './deployments/DatabaseLiveVersions';
import { GROUPS_AT_ONCE } from './inference/InferenceWriter';
import { concealDatabaseErrors } from './http/concealDatabaseErrors';
import { PolicyReferenceRedactor } from './inference/PolicyReferenceRedactor';
import { PolicyVersionRedaction } from './inference/PolicyVersionRedaction';
import { ModelKeys } from './inference/ModelKeys';
import { CatalogOwnerNotifier } from './notifications/CatalogOwnerNotifier';
import { createOpenapiRouter } from './openapi/createOpenapiRouter';
import { DatabaseBaselineFreezer } from './performance/baseline/DatabaseBaselineFreezer';
import { DatabaseInferenceProfiler } from './performance/profile/DatabaseInferenceProfiler';
import { DatabaseRegisteredPolicies } from './versions/DatabaseRegisteredPolicies';
import { wireActions } from './wiring/wireActions';
import { wireAccess } from './wiring/wireAccess';
import { wireDeployments } from './wiring/wireDeployments';
import { wireInference } from './wiring/wireInference';
import { wireInferenceLog } from './wiring/wireInferenceLog';
import { wireInferenceStore } from './wiring/wireInferenceStore';
import { wireMirrors } from './wiring/wireMirrors';
import { wireModelCards } from './wiring/wireModelCards';
import { wireModels } from './wiring/wireModels';
import { wireOwners } from './wiring/wireOwners';
import { wirePerformance } from './wiring/wirePerformance';
import { wirePointInTime } from './wiring/wirePointInTime';
import { wirePortfolio } from './wiring/wirePortfolio';
import { wireSourceHosts } from './wiring/wireSourceHosts';
import { wireVersionRegistry, wireVersionRoutes } from './wiring/wireVersions';
import { WiringContext } from './wiring/WiringContext';

/** Versions, deployments, inference records and performance of models. */
export const mlModelsPlugin = createBackendPlugin({
  pluginId: 'ml-models',
  register(env) {
    const adapters = new AdapterRegistry();
    env.registerExtensionPoint(mlModelsExtensionPoint, adapters);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalogService: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(services) {
        const routes = Router();
        const { httpRouter, logger, permissionsRegistry } = services;
        permissionsRegistry.addPermissions([
          ...modelPermissions,
          ...portalPermissions,
        ]);
        await wireFeatures({
          ...services,
          adapters,
          boot: randomUUID(),
          database: await openDatabase(services.database),
          httpRouter: {
            use: handler => routes.use(handler),
            addAuthPolicy: policy => httpRouter.addAuthPolicy(policy),
          },
          now: () => new Date(),
          nowMs: () => Date.now(),
        });
        // Behind all routes: what one of them throws ends up here.
        routes.use(concealDatabaseErrors(logger));
        httpRouter.use(routes);
      },
    });
  },
});

async function wireFeatures(context: WiringContext): Promise<void> {
  const { boot, database, httpRouter, nowMs } = context;
  const access = wireAccess(context);
  const modelKeys = new ModelKeys();
  const { policies } = access;
  const redactor = new PolicyReferenceRedactor({ modelKeys, policies });
  const registered = new DatabaseRegisteredPolicies({
    database,
    live: new DatabaseLiveVersions(database),
  });
  const redaction = new PolicyVersionRedaction({ policies, registered });
  const baselines = new DatabaseBaselineFreezer();
  const profiler = new DatabaseInferenceProfiler({
    knex: database,
    writers: Array.from({ length: GROUPS_AT_ONCE }, (_, n) => `${boot} ${n}`),
    slices: {
      find: async modelRef => (await policies.find(modelRef))?.slices ?? [],
    },
    nowMs,
  });

  const store = await wireInferenceStore(context, { modelKeys });

  // First: its bodies must reach it as they were sent.
  await wireInference(context, access, {
    modelKeys,
    profiler,
    registered,
    store,
  });
  const versions = wireVersionRegistry(context, { baselines, redactor });
  const { catalog } = access;
  const { logger, notifications } = context;
  const notifier = new CatalogOwnerNotifier({ catalog, logger, notifications });
  const owners = await wireOwners(context, access);
  const deployed = await wireDeployments(context, access, {
    notifier,
    owners,
    records: store,
    redaction,
    versions,
  });
  wireMirrors(context, access, { serving: deployed.observer, versions });
  wireSourceHosts(context, access, deployed);
  wireVersionRoutes(context, access, {
    artifacts: deployed.artifacts,
    baselines,
    redactor,
    serving: deployed.observer,
  });
  wireInferenceLog(context, access, { modelKeys, store });
  const telemetry = await wirePerformance(context, access, {
    notifier,
    redaction,
    store,
  });
  const { directory, statuses } = wireModels(context, access, {
    deployments: deployed.modelDeployments,
    telemetry,
  });
  wireActions(context, access, {
    deployments: deployed.deployments,
    directory,
    statuses,
  });
  wirePointInTime(context, access, { owners, store });
  wireModelCards(context, access);
  wirePortfolio(context, access, { models: directory });
  httpRouter.use(createOpenapiRouter());
}
