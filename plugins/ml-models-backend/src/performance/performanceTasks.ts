import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { FirstRecordSource } from './baseline/FirstRecordSource';
import { freezeFirstRecords } from './baseline/freezeFirstRecords';
import { rollUpCompleteness } from './completeness/rollUpCompleteness';
import { ServedCollector } from './completeness/ServedCollector';
import { rollUpProfiles } from './profile/rollUpProfiles';
import { EvaluationSource } from './EvaluationSource';
import { HELD_BY_THE_KILLED } from '../heldByTheKilled';
import { LiveVersions } from './LiveVersions';
import { judgeModels, ThresholdSource } from './verdict/judgeModels';
import { lookAtModels } from './verdict/lookAtModels';
import { OwnerNotifier, sendNotices } from './verdict/sendNotices';

export interface PerformanceTasksOptions {
  knex: Knex;
  scheduler: SchedulerService;
  evaluation: EvaluationSource;
  thresholds: ThresholdSource;
  notifier: OwnerNotifier;
  logger: LoggerService;
  served: ServedCollector;
  liveVersions: LiveVersions;
  firstRecords: FirstRecordSource;
  nowMs(): number;
}

/** Starts what keeps profiles and verdicts in order, on one replica at a time. */
export async function schedulePerformanceTasks(
  options: PerformanceTasksOptions,
): Promise<void> {
  const { firstRecords, knex, scheduler, served, nowMs } = options;
  const tried = new Map<string, number>();
  await scheduler.scheduleTask({
    id: 'ml-models-roll-up-profiles',
    // Much to merge goes on without a pause.
    frequency: { minutes: 10 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 2 },
    fn: signal => rollUpProfiles({ knex, nowMs: nowMs(), signal }),
  });
  await scheduler.scheduleTask({
    id: 'ml-models-freeze-first-records',
    frequency: { minutes: 1 },
    timeout: HELD_BY_THE_KILLED,
    initialDelay: { seconds: 30 },
    fn: signal =>
      freezeFirstRecords({ knex, records: firstRecords, tried, signal }),
  });
  await scheduler.scheduleTask({
    id: 'ml-models-roll-up-completeness',
    frequency: { minutes: 15 },
    timeout: { minutes: 15 },
    initialDelay: { minutes: 3 },
    fn: signal => rollUpCompleteness({ knex, nowMs: nowMs(), signal }),
  });
  await scheduler.scheduleTask({
    id: 'ml-models-collect-served',
    frequency: { minutes: 1 },
    timeout: HELD_BY_THE_KILLED,
    initialDelay: { seconds: 15 },
    fn: () => served.collect(nowMs()),
  });
  await scheduler.scheduleTask({
    id: 'ml-models-judge',
    frequency: { seconds: 30 },
    timeout: HELD_BY_THE_KILLED,
    initialDelay: { seconds: 20 },
    fn: async signal => {
      await judgeModels({ ...options, nowMs: nowMs(), signal });
      await lookAtModels({ ...options, nowMs: nowMs(), signal });
      await sendNotices({ ...options, nowMs: nowMs() });
    },
  });
}
