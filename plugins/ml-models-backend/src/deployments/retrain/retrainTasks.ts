import { SchedulerService } from '@backstage/backend-plugin-api';
import { HELD_BY_THE_KILLED } from '../../heldByTheKilled';
import { lookForRetrains, LookForRetrainsOptions } from './lookForRetrains';

/** Starts what asks for retrains that are due, on one replica at a time. */
export async function scheduleRetrainTasks({
  scheduler,
  ...options
}: Omit<LookForRetrainsOptions, 'signal'> & {
  scheduler: SchedulerService;
}): Promise<void> {
  await scheduler.scheduleTask({
    id: 'ml-models-look-for-retrains',
    frequency: { minutes: 1 },
    timeout: HELD_BY_THE_KILLED,
    // A catalog that is new with the portal has found its entities by then.
    initialDelay: { minutes: 2 },
    fn: signal => lookForRetrains({ ...options, signal }),
  });
}
