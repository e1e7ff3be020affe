import { SchedulerService } from '@backstage/backend-plugin-api';
import {
  InferenceLogStore,
  InferenceProfiler,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { HELD_BY_THE_KILLED } from '../heldByTheKilled';
import { LastRetention } from './LastRetention';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface InferenceTasksOptions {
  store: InferenceLogStore;
  scheduler: SchedulerService;
  profiler: InferenceProfiler;
  retention: LastRetention;
  nowMs(): number;
}

/** Starts what keeps the inference log in order, on one replica at a time. */
export async function scheduleInferenceTasks(
  options: InferenceTasksOptions,
): Promise<void> {
  const { store, scheduler, profiler, retention, nowMs } = options;
  await scheduler.scheduleTask({
    id: 'ml-models-inference-retention',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 1 },
    fn: signal => {
      const startedMs = nowMs();
      return store.deleteExpired({
        keptSinceMs: async modelRef => {
          const days = await retention.findDays(modelRef);
          return days === undefined ? undefined : startedMs - days * DAY_MS;
        },
        signal,
      });
    },
  });
  await scheduler.scheduleTask({
    id: 'ml-models-join-feedback',
    // Only what a crash between two commits has left is still to be joined.
    frequency: { minutes: 1 },
    timeout: HELD_BY_THE_KILLED,
    initialDelay: { seconds: 10 },
    fn: async signal => {
      let joined: number;
      do {
        joined = await store.joinFeedback(profiler);
      } while (joined > 0 && !signal.aborted);
    },
  });
}
