import { DatabaseDeploymentMarkers } from '../deployments/DatabaseDeploymentMarkers';
import { readFirstRecords } from '../inference/read/readFirstRecords';
import { ServedCollector } from '../performance/completeness/ServedCollector';
import { createPerformanceRouter } from '../performance/createPerformanceRouter';
import { schedulePerformanceTasks } from '../performance/performanceTasks';
import { DatabaseModelTelemetry } from '../performance/telemetry/DatabaseModelTelemetry';
import { VerdictReader } from '../performance/verdict/VerdictReader';
import { DatabaseEvaluationSource } from '../versions/DatabaseEvaluationSource';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** How models do: reports, verdicts, and what lists show of them. */
export async function wirePerformance(
  context: WiringContext,
  { readAccess }: WiredAccess,
) {
  const { adapters, database, httpAuth, httpRouter } = context;
  const { logger, nowMs, scheduler } = context;
  const evaluation = new DatabaseEvaluationSource(database);
  const verdicts = new VerdictReader({ knex: database, evaluation });
  httpRouter.use(
    createPerformanceRouter({
      access: readAccess,
      evaluation,
      httpAuth,
      knex: database,
      markers: new DatabaseDeploymentMarkers(database),
      nowMs,
      verdicts,
    }),
  );
  await schedulePerformanceTasks({
    firstRecords: { read: query => readFirstRecords(database, query) },
    knex: database,
    nowMs,
    scheduler,
    served: new ServedCollector({
      knex: database,
      logger,
      runtimes: adapters.servingRuntimes,
    }),
    verdicts,
  });
  return new DatabaseModelTelemetry({ knex: database, verdicts });
}
