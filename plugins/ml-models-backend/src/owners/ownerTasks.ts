import { SchedulerService } from '@backstage/backend-plugin-api';
import { HELD_BY_THE_KILLED } from '../heldByTheKilled';
import { lookAtOwners, LookAtOwnersOptions } from './lookAtOwners';

/** Starts what notes who owns models, on one replica at a time. */
export async function scheduleOwnerTasks({
  scheduler,
  ...options
}: LookAtOwnersOptions & { scheduler: SchedulerService }): Promise<void> {
  await scheduler.scheduleTask({
    id: 'ml-models-look-at-owners',
    frequency: { minutes: 5 },
    timeout: HELD_BY_THE_KILLED,
    // A catalog that is new with the portal has found its entities by then.
    initialDelay: { minutes: 2 },
    fn: () => lookAtOwners(options),
  });
}
