import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { writeExecutable } from '../__testUtils__/executable';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { ContainerEngine } from '../container/ContainerEngine';
import { RecordedProcess } from '../process/spawnRecorded';
import { RunningContainer } from './RunningContainer';
import { ServiceLog } from './ServiceLog';

/** Has what the file `container` says, and answers nobody while there is `down`. */
const FAKE_ENGINE = `
echo "$@" >> calls
if [ -e down ]; then echo 'Cannot connect to the Docker daemon' >&2; exit 1; fi
case "$1 $2" in
  'container inspect')
    if [ -e container ]; then cat container; exit 0; fi
    echo 'Error: No such container' >&2
    exit 1;;
  rm*) rm -f container;;
esac`;

describe('RunningContainer', () => {
  const folder = temporaryDirectory();
  let endFollower: (how: string) => void;
  let attached: number;

  const write = (name: string, content = '') =>
    writeFileSync(join(folder.path, name), content);
  const remove = (name: string) => rmSync(join(folder.path, name));

  async function aContainer(): Promise<RunningContainer> {
    const command = await writeExecutable(
      folder.path,
      'docker',
      `cd ${folder.path}\n${FAKE_ENGINE}`,
    );
    attached = 0;
    write('calls');
    return new RunningContainer({
      port: 1,
      follower: aFollower(),
      engine: new ContainerEngine(command),
      name: 'noshelfware-1',
      log: new ServiceLog(join(folder.path, '1.log')),
      memory: '1g',
      attach: async () => {
        attached += 1;
        return aFollower();
      },
    });
  }

  function aFollower(): RecordedProcess {
    const ended = new Promise<string>(resolve => {
      endFollower = resolve;
    });
    return { identity: undefined, ended };
  }

  const calls = () =>
    readFileSync(join(folder.path, 'calls'), 'utf8').split('\n');

  function has(state: Partial<Record<string, unknown>>): void {
    const State = {
      Status: 'exited',
      Running: false,
      ExitCode: 0,
      OOMKilled: false,
      ...state,
    };
    write('container', JSON.stringify([{ State, Config: { Labels: null } }]));
  }

  it.each([
    [{ ExitCode: 3 }, 'exited with code 3'],
    [
      { ExitCode: 137 },
      'exited with code 137, perhaps for want of memory: mlModels.local.container.memory is 1g',
    ],
    [
      { ExitCode: 137, OOMKilled: true },
      'was ended for want of memory: mlModels.local.container.memory is 1g',
    ],
    [{ Status: 'created' }, 'exited with code 125'],
  ])('tells from %j how it ended', async (state, expected) => {
    const container = await aContainer();
    has(state);
    endFollower('exited with code 125');
    expect(await container.ended).toBe(expected);
  });

  it('tells what the engine said when there is no container', async () => {
    const container = await aContainer();
    endFollower('exited with code 125');
    expect(await container.ended).toBe('exited with code 125');
  });

  it('takes none for ended while the engine is away, and follows it when it is back', async () => {
    const container = await aContainer();
    has({ Status: 'running', Running: true });
    write('down');
    endFollower('exited with code 1');
    await until(calls, list => list.length > 1);
    expect(attached).toBe(0);
    remove('down');
    await until(
      () => attached,
      count => count === 1,
    );
    has({ ExitCode: 3 });
    endFollower('exited with code 3');
    expect(await container.ended).toBe('exited with code 3');
  });

  it('ends one when the engine is back', async () => {
    const container = await aContainer();
    has({ Status: 'running', Running: true });
    write('down');
    const end = container.end(10_000);
    await until(calls, list => list.length > 1);
    remove('down');
    endFollower('exited with code 0');
    await end;
    expect(calls()).toContain('stop -t 10 noshelfware-1');
    await expect(container.ended).resolves.toBe('exited with code 0');
  });
});
