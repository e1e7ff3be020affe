import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DeploymentHarness } from '../../__testUtils__/DeploymentHarness';
import { migrate } from '../../database';
import { readMissingModels } from './missingModels';
import { scheduleUnregisteredTasks } from './unregisteredTasks';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

it('looks every five minutes, and lets a failure be seen', async () => {
  const database = await databases.init('SQLITE_3');
  await migrate(database);
  const harness = new DeploymentHarness(database);
  const { modelRef } = await harness.request();
  const scheduler = mockServices.scheduler.mock();
  const findEntities = jest.fn(async () => new Map());
  await scheduleUnregisteredTasks({
    approvalNotifier: harness.approvalNotifier,
    catalog: { findEntities },
    database,
    logger: mockServices.logger.mock(),
    now: () => new Date(),
    scheduler,
  });
  expect(scheduler.scheduleTask).toHaveBeenCalledTimes(1);
  const [[task]] = scheduler.scheduleTask.mock.calls;
  expect(task.frequency).toEqual({ minutes: 5 });

  const { signal } = new AbortController();
  await task.fn(signal);
  expect([...(await readMissingModels(database)).keys()]).toEqual([modelRef]);

  findEntities.mockRejectedValueOnce(new Error('The catalog is down'));
  await expect(task.fn(signal)).rejects.toThrow('The catalog is down');
});
