import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { dayOf } from './eventTime';
import { InferenceProfiler } from './InferenceProfiler';
import { ModelPolicySource } from './ModelPolicySource';
import { deleteExpired } from './store/deleteExpired';
import { joinFeedback } from './store/joinFeedback';
import { openInferenceTable } from './store/openInferenceTable';

/** Should the task fail, there are two days to find out. */
const DAYS_AHEAD = 2;

export interface InferenceTasksOptions {
  knex: Knex;
  scheduler: SchedulerService;
  profiler: InferenceProfiler;
  policies: ModelPolicySource;
  nowMs(): number;
}

/** Starts what keeps the inference log in order, on one replica at a time. */
export async function scheduleInferenceTasks(
  options: InferenceTasksOptions,
): Promise<void> {
  const { knex, scheduler, profiler, policies, nowMs } = options;
  await scheduler.scheduleTask({
    id: 'ml-models-inference-partitions',
    frequency: { hours: 1 },
    timeout: { minutes: 1 },
    fn: async () => {
      const today = dayOf(nowMs());
      const days = Array.from({ length: 1 + DAYS_AHEAD }, (_, i) => today + i);
      await openInferenceTable(knex).makeRoom(days);
    },
  });
  await scheduler.scheduleTask({
    id: 'ml-models-inference-retention',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 1 },
    fn: signal =>
      deleteExpired({
        knex,
        nowMs: nowMs(),
        retentionDaysOf: async modelRef =>
          (
            await policies.find(modelRef)
          )?.retentionDays,
        signal,
      }),
  });
  await scheduler.scheduleTask({
    id: 'ml-models-join-feedback',
    // Only what a crash between two commits has left is still to be joined.
    frequency: { minutes: 1 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 10 },
    fn: async signal => {
      let joined: number;
      do {
        joined = await joinFeedback({ knex, profiler });
      } while (joined > 0 && !signal.aborted);
    },
  });
}
