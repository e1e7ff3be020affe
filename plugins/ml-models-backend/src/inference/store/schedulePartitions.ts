import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { dayOf } from '../eventTime';
import { openInferenceTable } from './openInferenceTable';

/** Should the task fail, there are two days to find out. */
const DAYS_AHEAD = 2;

/** Makes room for the days to come before their first record does. */
export async function schedulePartitions(options: {
  knex: Knex;
  scheduler: SchedulerService;
  nowMs(): number;
}): Promise<void> {
  const { knex, scheduler, nowMs } = options;
  const table = openInferenceTable(knex);
  await scheduler.scheduleTask({
    id: 'ml-models-inference-partitions',
    frequency: { hours: 1 },
    timeout: { minutes: 1 },
    fn: async () => {
      const today = dayOf(nowMs());
      await table.makeRoom(
        Array.from({ length: 1 + DAYS_AHEAD }, (_, i) => today + i),
      );
    },
  });
}
