import { readFile } from 'node:fs/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { createDataDirectory, dataDirectoryAt } from '../dataDirectory';
import { ProcessLock } from '../process/ProcessLock';
import { supervisorSocketPath } from '../supervisor/supervisorSocketPath';
import { launchSupervisor } from './launchSupervisor';
import { SupervisorClient } from './SupervisorClient';
import { SupervisorLink } from './SupervisorLink';

describe('launchSupervisor', () => {
  const folder = temporaryDirectory();

  it('starts another one when the first gave way to one that was dying', async () => {
    const data = dataDirectoryAt(folder.path);
    await createDataDirectory(data);
    const client = new SupervisorClient(supervisorSocketPath(data));
    const dying = await ProcessLock.tryAcquire(data.supervisor.lock);
    const launched = launchSupervisor({
      data,
      gatewayPort: 0,
      answers: () => client.answers(),
    });
    await until(
      () => readFile(data.supervisor.log, 'utf8').catch(() => ''),
      log => log.includes('has a supervisor already'),
    );
    await dying?.release();

    await expect(launched).resolves.toBeUndefined();

    const link = new SupervisorLink({
      data,
      gatewayPort: 0,
      logger: mockServices.logger.mock(),
    });
    await link.close({ stopModels: true });
  });
});
