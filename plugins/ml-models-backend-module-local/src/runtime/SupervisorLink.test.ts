import { mockServices } from '@backstage/backend-test-utils';
import { readFile } from 'node:fs/promises';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { dataDirectoryAt } from '../dataDirectory';
import { ProcessLock } from '../process/ProcessLock';
import { supervisorOperations } from '../supervisor/supervisorProtocol';
import { SupervisorLink } from './SupervisorLink';

// What the portal was upgraded to; the supervisor reads the real one.
jest.mock('../../package.json', () => ({ version: '999.0.0' }));

describe('SupervisorLink', () => {
  const folder = temporaryDirectory();
  const links: SupervisorLink[] = [];

  afterEach(async () => {
    const [last] = links.splice(0).reverse();
    await last.close({ stopModels: true });
  });

  function aLink(): SupervisorLink {
    const link = new SupervisorLink({
      data: dataDirectoryAt(folder.path),
      gatewayPort: 0,
      logger: mockServices.logger.mock(),
    });
    links.push(link);
    return link;
  }

  const findSupervisor = () =>
    ProcessLock.findHolder(dataDirectoryAt(folder.path).supervisor.lock);

  it('has one supervisor, however many ask for it at once', async () => {
    const link = aLink();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        link.call(supervisorOperations.status, {}),
      ),
    );
    expect(new Set(answers.map(({ gateway }) => gateway.port)).size).toBe(1);
  });

  it('replaces the supervisor of another build, on the same port', async () => {
    const before = aLink();
    const { gateway } = await before.call(supervisorOperations.status, {});
    const old = await findSupervisor();
    await before.close({ stopModels: false });
    const after = aLink();
    expect(await after.call(supervisorOperations.status, {})).toMatchObject({
      gateway,
    });
    expect((await findSupervisor())?.pid).not.toBe(old?.pid);
  });

  // Other systems show no process what another one was started with.
  (process.platform === 'linux' ? describe : describe.skip)('on Linux', () => {
    it('gives the supervisor no secret of the backend', async () => {
      process.env.DATABASE_PASSWORD = 'hush';
      try {
        await aLink().open();
      } finally {
        delete process.env.DATABASE_PASSWORD;
      }
      const supervisor = await findSupervisor();
      const environment = await readFile(
        `/proc/${supervisor?.pid}/environ`,
        'utf8',
      );
      expect(environment).toContain('PATH=');
      expect(environment).not.toContain('DATABASE_PASSWORD');
    });
  });

  it('asks no more once it is closed', async () => {
    const link = aLink();
    await link.open();
    await link.close({ stopModels: true });
    await expect(link.call(supervisorOperations.status, {})).rejects.toThrow(
      /shutting down/,
    );
    expect(await findSupervisor()).toBeUndefined();
  });
});
