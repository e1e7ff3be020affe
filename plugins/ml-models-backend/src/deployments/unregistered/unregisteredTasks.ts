import { SchedulerService } from '@backstage/backend-plugin-api';
import { HELD_BY_THE_KILLED } from '../../heldByTheKilled';
import {
  lookForUnregistered,
  LookForUnregisteredOptions,
} from './lookForUnregistered';

/** Starts what looks after models that have left the catalog, on one replica at a time. */
export async function scheduleUnregisteredTasks({
  scheduler,
  ...options
}: Omit<LookForUnregisteredOptions, 'signal'> & {
  scheduler: SchedulerService;
}): Promise<void> {
  await scheduler.scheduleTask({
    id: 'ml-models-look-for-unregistered',
    frequency: { minutes: 5 },
    timeout: HELD_BY_THE_KILLED,
    // A catalog that is new with the portal has found its entities by then.
    initialDelay: { minutes: 2 },
    fn: signal => lookForUnregistered({ ...options, signal }),
  });
}
