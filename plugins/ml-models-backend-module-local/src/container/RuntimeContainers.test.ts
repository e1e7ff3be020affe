import { mockServices } from '@backstage/backend-test-utils';
import { join } from 'node:path';
import { writeExecutable } from '../__testUtils__/executable';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { dataDirectoryAt } from '../dataDirectory';
import { RuntimeContainers } from './RuntimeContainers';

describe('RuntimeContainers', () => {
  const folder = temporaryDirectory();

  async function check(command: string, telemetryAddress?: string) {
    const logger = mockServices.logger.mock();
    const containers = new RuntimeContainers(dataDirectoryAt(folder.path), {
      command,
      memory: '1g',
      pids: 1,
      telemetryAddress,
    });
    await containers.check(logger);
    const told = [...logger.warn.mock.calls, ...logger.error.mock.calls];
    return told.map(([message]) => message);
  }

  const engine = (script: string) =>
    writeExecutable(folder.path, 'docker', script);

  it('says nothing when all is there', async () => {
    expect(await check(await engine('exit 0'), '172.17.0.1')).toEqual([]);
  });

  it('says that nothing would be recorded', async () => {
    expect(await check(await engine('exit 0'))).toEqual([
      expect.stringMatching(
        /report no inference records, as .*telemetryAddress/,
      ),
    ]);
  });

  it('says which program is missing', async () => {
    expect(await check(join(folder.path, 'podman'), '10.88.0.1')).toEqual([
      expect.stringMatching(
        /there is no program '.*podman'.*apt install podman/,
      ),
    ]);
  });

  it('says that the engine is down', async () => {
    const down =
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
    const docker = await engine(`echo '${down}' >&2; exit 1`);
    expect(await check(docker, '172.17.0.1')).toEqual([
      expect.stringContaining(`does not reach its engine: ${down} Start the`),
    ]);
  });

  it('says what else the engine complains of', async () => {
    const docker = await engine('echo "out of luck" >&2; exit 125');
    expect(await check(docker, '172.17.0.1')).toEqual([
      expect.stringMatching(/'.*docker' fails: out of luck/),
    ]);
  });
});
