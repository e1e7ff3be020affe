import {
  AuthService,
  coreServices,
  createBackendModule,
  DiscoveryService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  MlModelsExtensionPoint,
  mlModelsExtensionPoint,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { removeTornArtifacts } from './artifacts/removeTornArtifacts';
import { createDataDirectory } from './dataDirectory';
import { PythonEnvironments } from './environment/PythonEnvironments';
import { createGitRouter } from './git/createGitRouter';
import { createRepositoryRouter } from './git/createRepositoryRouter';
import { GitAccess } from './git/GitAccess';
import { LocalRepositories } from './git/LocalRepositories';
import { LocalSourceHost } from './git/LocalSourceHost';
import { PushTokens } from './git/PushTokens';
import { writeReceiveHook } from './git/writeReceiveHook';
import { LocalPipelineEngine } from './pipeline/LocalPipelineEngine';
import { prepareForPush } from './prepareForPush';
import { LocalConfig, readLocalConfig } from './readLocalConfig';
import { LocalServingRuntime } from './runtime/LocalServingRuntime';
import { removeUnfinished } from './runtime/unpackArtifact';

interface ModuleServices {
  adapters: MlModelsExtensionPoint;
  auth: AuthService;
  config: RootConfigService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  rootLifecycle: RootLifecycleService;
}

/** Git, pipelines and serving on this machine. */
export const mlModelsModuleLocal = createBackendModule({
  pluginId: 'ml-models',
  moduleId: 'local',
  register(env) {
    env.registerInit({
      deps: {
        adapters: mlModelsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        rootLifecycle: coreServices.rootLifecycle,
      },
      async init(services) {
        const local = readLocalConfig(services.config);
        await createDataDirectory(local.data);
        await writeReceiveHook(local.data.hooks);
        const environments = new PythonEnvironments(local.data, local.python);
        wireGit(services, local, environments);
        wirePipeline(services, local);
        await wireServing(services, local, environments);
      },
    });
  },
});

function wireGit(
  services: ModuleServices,
  local: LocalConfig,
  environments: PythonEnvironments,
): void {
  const { adapters, config, discovery, httpRouter, logger } = services;
  const repositories = new LocalRepositories(local.data);
  const pushTokens = new PushTokens();
  const getApiUrl = () => discovery.getExternalBaseUrl('ml-models');
  const host = new LocalSourceHost({
    repositories,
    logger,
    getApiUrl,
    onDefaultBranch: (repository, commit) =>
      void prepareForPush(repository, commit, { environments, logger }),
  });
  adapters.addSourceHost(host);
  httpRouter.addAuthPolicy({ path: '/git', allow: 'unauthenticated' });
  httpRouter.use(
    createGitRouter({
      getApiUrl,
      repositories,
      logger,
      projectRoot: local.data.git,
      hooks: local.data.hooks,
      access: new GitAccess({
        pushTokens,
        verifyGitToken: host.verifyGitToken,
        getPortalUrl: () => config.getString('backend.baseUrl'),
      }),
      onOffered: (name, offered) => host.judgePush(name, offered),
      onReceived: (name, actor) => host.announcePush(name, actor),
    }),
  );
  httpRouter.use(
    createRepositoryRouter({
      ...services,
      repositories,
      pushTokens,
      getApiUrl,
    }),
  );
}

function wirePipeline(services: ModuleServices, local: LocalConfig): void {
  const { adapters, logger, rootLifecycle } = services;
  const { data, python } = local;
  const engine = new LocalPipelineEngine({ data, logger, python });
  adapters.addPipelineEngine(engine);
  rootLifecycle.addBeforeShutdownHook(() => engine.stop());
}

async function wireServing(
  services: ModuleServices,
  local: LocalConfig,
  environments: PythonEnvironments,
): Promise<void> {
  const { adapters, discovery, lifecycle, logger, rootLifecycle } = services;
  // Before anything is deployed, which would be taken for what a dead portal left.
  await removeUnfinished(local.data);
  await removeTornArtifacts(local.data, Date.now());
  const runtime = new LocalServingRuntime({
    ...local,
    environments,
    logger,
    telemetryEndpoint: `${await discovery.getBaseUrl('ml-models')}/otlp`,
  });
  adapters.addServingRuntime(runtime);
  lifecycle.addStartupHook(() => {
    // Not awaited: pages are of use before the models of the last time run.
    runtime
      .open()
      .catch(error =>
        logger.error('Could not start the models again', toError(error)),
      );
  });
  // Before the routes close: services report their last records as they end.
  rootLifecycle.addBeforeShutdownHook(() => runtime.close());
}
