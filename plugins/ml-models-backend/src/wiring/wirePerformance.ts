import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { DatabaseDeploymentMarkers } from '../deployments/DatabaseDeploymentMarkers';
import { DatabaseLiveVersions } from '../deployments/DatabaseLiveVersions';
import { ServedCollector } from '../performance/completeness/ServedCollector';
import { createPerformanceRouter } from '../performance/createPerformanceRouter';
import { schedulePerformanceTasks } from '../performance/performanceTasks';
import { DatabaseModelTelemetry } from '../performance/telemetry/DatabaseModelTelemetry';
import { VersionRedaction } from '../performance/read/VersionRedaction';
import { OwnerNotifier } from '../performance/verdict/sendNotices';
import { DatabaseEvaluationSource } from '../versions/DatabaseEvaluationSource';
import { assertVersion } from '../versions/findVersions';
import { WiredAccess } from './wireAccess';
import { wireKnownModels } from './wireKnownModels';
import { WiringContext } from './WiringContext';

/** How models do: reports, verdicts, and what lists show of them. */
export async function wirePerformance(
  context: WiringContext,
  { callers, policies, readAccess, thresholds }: WiredAccess,
  {
    notifier,
    redaction,
    store,
  }: {
    notifier: OwnerNotifier;
    redaction: VersionRedaction;
    store: InferenceLogStore;
  },
) {
  const { adapters, database, httpRouter } = context;
  const { logger, nowMs, scheduler } = context;
  const liveVersions = new DatabaseLiveVersions(database);
  const evaluation = new DatabaseEvaluationSource(database);
  httpRouter.use(
    createPerformanceRouter({
      access: readAccess,
      environments: wireKnownModels(database, policies),
      evaluation,
      callers,
      knex: database,
      liveVersions,
      markers: new DatabaseDeploymentMarkers(database),
      nowMs,
      redaction,
      thresholds,
      versions: {
        assertVersion: (modelRef, version) =>
          assertVersion(database, modelRef, version),
      },
    }),
  );
  await schedulePerformanceTasks({
    evaluation,
    firstRecords: { read: query => store.listFirst(query) },
    knex: database,
    liveVersions,
    logger,
    notifier,
    nowMs,
    scheduler,
    served: new ServedCollector({
      knex: database,
      logger,
      runtimes: adapters.servingRuntimes,
    }),
    thresholds,
  });
  return new DatabaseModelTelemetry(database, liveVersions);
}
