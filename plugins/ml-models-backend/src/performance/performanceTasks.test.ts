import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { FLIGHT_DELAY } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { migrate } from '../database';
import {
  aMonitoredModel,
  someInferences,
} from './__testUtils__/aMonitoredModel';
import { ServedCollector } from './completeness/ServedCollector';
import { schedulePerformanceTasks } from './performanceTasks';
import { findVerdict } from './verdict/storedVerdicts';

const NOON_MS = Date.UTC(2026, 2, 10, 12);
const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

it('judges first requests half a minute after them at most', async () => {
  const knex = await databases.init('SQLITE_3');
  await migrate(knex);
  const { judging, liveVersions, write } = await aMonitoredModel(knex, {
    ms: NOON_MS,
  });
  const nowMs = () => NOON_MS + 30_000;
  const scheduler = mockServices.scheduler.mock();
  await schedulePerformanceTasks({
    ...judging,
    firstRecords: { read: async () => [] },
    liveVersions,
    notifier: { notify: async () => {} },
    nowMs,
    scheduler,
    served: new ServedCollector({
      knex,
      logger: judging.logger,
      runtimes: new Map(),
    }),
  });
  const judge = scheduler.scheduleTask.mock.calls
    .map(([task]) => task)
    .find(({ id }) => id === 'ml-models-judge');
  expect(judge).toMatchObject<
    Pick<SchedulerServiceTaskScheduleDefinition, 'frequency'>
  >({ frequency: { seconds: 30 } });

  await write(someInferences(120, { timeMs: NOON_MS }));
  await judge?.fn(new AbortController().signal);
  const verdict = await findVerdict(
    { knex, liveVersions, now: new Date(nowMs()) },
    { modelRef: FLIGHT_DELAY, environment: 'production' },
  );
  expect(verdict?.state).toBe('healthy');
});
