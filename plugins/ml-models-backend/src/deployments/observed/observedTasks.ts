import { SchedulerService } from '@backstage/backend-plugin-api';
import { HELD_BY_THE_KILLED } from '../../heldByTheKilled';
import {
  observeDeployments,
  ObserveDeploymentsOptions,
} from './observeDeployments';

/** Starts what learns from records what serves, on one replica at a time. */
export async function scheduleObservedTasks({
  scheduler,
  now,
  ...options
}: Omit<ObserveDeploymentsOptions, 'looked' | 'nowMs' | 'signal'> & {
  scheduler: SchedulerService;
  now: () => Date;
}): Promise<void> {
  const looked = new Map<string, number>();
  await scheduler.scheduleTask({
    id: 'ml-models-observe-deployments',
    frequency: { seconds: 30 },
    timeout: HELD_BY_THE_KILLED,
    initialDelay: { seconds: 20 },
    fn: signal =>
      observeDeployments({
        ...options,
        looked,
        nowMs: now().getTime(),
        signal,
      }),
  });
}
