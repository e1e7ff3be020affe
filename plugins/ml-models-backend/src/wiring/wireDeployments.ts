import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { ApprovalNotifier } from '../deployments/approvals/ApprovalNotifier';
import { readApprovalRules } from '../deployments/approvals/readApprovalRules';
import { DatabaseModelDeployments } from '../deployments/DatabaseModelDeployments';
import { createDeploymentRouter } from '../deployments/createDeploymentRouter';
import { Deployments } from '../deployments/Deployments';
import {
  DEFAULT_WORKER_TIMING,
  DeploymentWorker,
} from '../deployments/DeploymentWorker';
import { DEFAULT_DRIVE_TIMING } from '../deployments/drive/DeploymentRun';
import { FailureNotifier } from '../deployments/FailureNotifier';
import { scheduleObservedTasks } from '../deployments/observed/observedTasks';
import { OwnerNoter } from '../deployments/OwnerNoter';
import { SignalledNews } from '../deployments/SignalledNews';
import { readAdapterDefaults } from '../deployments/readAdapterDefaults';
import { advanceRebuilds } from '../deployments/rebuild/advanceRebuilds';
import { createRebuildRouter } from '../deployments/rebuild/createRebuildRouter';
import { readRebuildsAtOnce } from '../deployments/rebuild/readRebuildsAtOnce';
import { Rebuilds } from '../deployments/rebuild/Rebuilds';
import { scheduleRetrainTasks } from '../deployments/retrain/retrainTasks';
import { RuntimeArtifactStore } from '../deployments/RuntimeArtifactStore';
import { ServingObserver } from '../deployments/ServingObserver';
import { superviseDeployments } from '../deployments/superviseDeployments';
import { createUnregisteredRouter } from '../deployments/unregistered/createUnregisteredRouter';
import { scheduleUnregisteredTasks } from '../deployments/unregistered/unregisteredTasks';
import { VersionRegistry } from '../deployments/VersionRegistry';
import { OTLP_PATH } from '../inference/createOtlpRouter';
import { compareBuilds } from '../performance/quality/compareBuilds';
import { DatabaseCanaryObserver } from '../performance/read/DatabaseCanaryObserver';
import { DatabaseAnsweredTraffic } from '../performance/telemetry/DatabaseAnsweredTraffic';
import { VersionRedaction } from '../performance/read/VersionRedaction';
import { DatabaseVerdictTurns } from '../performance/verdict/DatabaseVerdictTurns';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** From a request to a version that serves. */
export async function wireDeployments(
  context: WiringContext,
  { callers, catalog, serviceTokens, thresholds }: WiredAccess,
  {
    notifier,
    owners,
    records,
    redaction,
    versions,
  }: {
    notifier: ApprovalNotifier & FailureNotifier;
    owners: OwnerNoter;
    records: InferenceLogStore;
    redaction: VersionRedaction;
    versions: VersionRegistry;
  },
) {
  const { adapters, auditor, database, discovery, logger } = context;
  const { pipelineEngines, servingRuntimes } = adapters;
  const approvalRules = readApprovalRules(context.config);
  const defaults = readAdapterDefaults(context.config);
  const shared = {
    approvalNotifier: notifier,
    database,
    logger,
    news: new SignalledNews({ logger, signals: context.signals }),
    now: context.now,
    pipelineEngines,
    servingRuntimes,
    versions,
  };
  const drive = {
    ...shared,
    auditor,
    buildJudge: compareBuilds,
    canaries: new DatabaseCanaryObserver({
      knex: database,
      nowMs: context.nowMs,
      records,
      redaction,
      thresholds,
    }),
    failureNotifier: notifier,
    fetch,
    getTelemetryEndpoint: async () =>
      `${await discovery.getBaseUrl('ml-models')}${OTLP_PATH}`,
    timing: DEFAULT_DRIVE_TIMING,
    tokens: serviceTokens,
  };
  const concurrentMax = readRebuildsAtOnce(context.config);
  const worker = new DeploymentWorker({
    owner: context.boot,
    drive,
    timing: DEFAULT_WORKER_TIMING,
    advanceRebuilds: () => advanceRebuilds({ ...shared, concurrentMax }),
  });
  const deployments = new Deployments({
    ...shared,
    approvalRules,
    defaults,
    owners,
    onRequested: () => worker.wake(),
  });
  const observer = new ServingObserver({
    database,
    defaultServingRuntime: defaults.servingRuntime,
    servingRuntimes,
  });
  context.httpRouter.use(
    createDeploymentRouter({ auditor, callers, catalog, deployments }),
  );
  context.httpRouter.use(
    createUnregisteredRouter({
      auditor,
      callers,
      catalog,
      database,
      deployments,
      now: context.now,
    }),
  );
  context.httpRouter.use(
    createRebuildRouter({
      auditor,
      callers,
      rebuilds: new Rebuilds({ ...shared, onChanged: () => worker.wake() }),
    }),
  );
  await scheduleUnregisteredTasks({
    ...shared,
    catalog,
    scheduler: context.scheduler,
  });
  await scheduleRetrainTasks({
    auditor,
    catalog,
    database,
    deployments,
    logger,
    now: context.now,
    scheduler: context.scheduler,
    verdicts: new DatabaseVerdictTurns(database),
  });
  await scheduleObservedTasks({
    ...shared,
    catalog,
    defaultServingRuntime: defaults.servingRuntime,
    scheduler: context.scheduler,
    traffic: new DatabaseAnsweredTraffic(database),
  });
  await superviseDeployments({
    drive,
    lifecycle: context.lifecycle,
    rootLifecycle: context.rootLifecycle,
    worker,
  });
  return {
    artifacts: new RuntimeArtifactStore(
      servingRuntimes,
      defaults.servingRuntime,
    ),
    deployments,
    modelDeployments: new DatabaseModelDeployments({
      approvalRules,
      database,
      observer,
    }),
    observer,
  };
}
