import { DatabaseModelOwners } from '../owners/DatabaseModelOwners';
import { scheduleOwnerTasks } from '../owners/ownerTasks';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** Who owned models when. */
export async function wireOwners(
  { database, scheduler }: WiringContext,
  { catalog }: WiredAccess,
) {
  await scheduleOwnerTasks({ catalog, database, scheduler });
  return new DatabaseModelOwners(database);
}
