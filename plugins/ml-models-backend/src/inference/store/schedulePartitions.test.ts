import { mockServices } from '@backstage/backend-test-utils';
import { NOON_MS } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describePostgres } from '../../__testUtils__/eachDatabase';
import { dayOf } from '../eventTime';
import { findMissingDays } from './postgres/createPartition';
import { schedulePartitions } from './schedulePartitions';

const TODAY = dayOf(NOON_MS);
const DAYS = [-1, 0, 1, 2, 3].map(ahead => TODAY + ahead);

describePostgres('the partition task', openDatabase => {
  it('makes room for today and the two days to come, every hour', async () => {
    const knex = await openDatabase();
    const scheduler = mockServices.scheduler.mock();
    await schedulePartitions({ knex, scheduler, nowMs: () => NOON_MS });
    expect(await findMissingDays(knex, DAYS)).toEqual(DAYS);

    const [[task]] = scheduler.scheduleTask.mock.calls;
    expect(task).toMatchObject({
      id: 'ml-models-inference-partitions',
      frequency: { hours: 1 },
    });
    await task.fn(new AbortController().signal);
    expect(await findMissingDays(knex, DAYS)).toEqual([TODAY - 1, TODAY + 3]);
    // An hour later the partitions are there.
    await task.fn(new AbortController().signal);
  });
});
