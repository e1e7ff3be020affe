import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { writeExecutable } from '../__testUtils__/executable';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { LABELS } from '../container/containerLabels';
import { findRecordedIdentity } from '../process/recordedIdentity';
import { ContainerIsolation } from './ContainerIsolation';
import { RunningService } from './RunningService';
import { ServiceLog } from './ServiceLog';

/** Starts a container as soon as there is `go`, and ends with it. */
const FAKE_ENGINE = `
echo "$@" >> calls
case "$1 $2" in
  'container inspect')
    if [ -e container ]; then cat container; exit 0; fi
    echo 'Error: No such container' >&2
    exit 1;;
  run*)
    while [ ! -e go ]; do sleep 0.02; done
    cp go container
    while [ -e container ]; do sleep 0.02; done;;
  stop*) ;;
  rm*) rm -f container;;
esac`;

const PORT = 4242;
const ARTIFACT = 'sha256:00';

describe('ContainerIsolation', () => {
  const folder = temporaryDirectory();
  let running: RunningService | undefined;

  afterEach(() => running?.end(0));

  const file = (name: string) => join(folder.path, name);
  const calls = () =>
    readFileSync(file('calls'), 'utf8').split('\n').filter(Boolean);

  async function anIsolation(): Promise<ContainerIsolation> {
    const command = await writeExecutable(
      file('bin'),
      'docker',
      `cd ${folder.path}\n${FAKE_ENGINE}`,
    );
    return new ContainerIsolation({
      spec: {
        route: 'production/default/delay',
        version: 1,
        artifactDigest: ARTIFACT,
        resource: {},
        telemetryToken: 'tok-1',
        readyTimeoutMs: 1,
        container: { command, image: 'image' },
      },
      settings: { command, memory: '1g', pids: 1 },
      dataRoot: folder.path,
      log: new ServiceLog(file('1.log')),
      identityFile: file('1.pid'),
      environmentFile: file('1.env'),
      telemetryEndpoint: () => 'http://172.17.0.1:7070/otlp',
    });
  }

  function letStart(
    labels: Record<string, string> = {},
    { name = 'go', Running = true } = {},
  ): void {
    const State = {
      Status: Running ? 'running' : 'exited',
      Running,
      ExitCode: 0,
      OOMKilled: false,
    };
    const Labels = {
      [LABELS.data]: folder.path,
      [LABELS.version]: '1',
      [LABELS.artifact]: ARTIFACT,
      [LABELS.port]: `${PORT}`,
      ...labels,
    };
    writeFileSync(file(name), JSON.stringify([{ State, Config: { Labels } }]));
  }

  async function spawn(): Promise<void> {
    running = await (await anIsolation()).spawn(PORT);
    await until(
      () => findRecordedIdentity(file('1.pid')),
      identity => identity !== undefined,
    );
  }

  it('waits for a container that a supervisor before it was starting', async () => {
    await spawn();
    const looking = (await anIsolation()).findRunning();
    await until(calls, list => list.some(call => call.includes('inspect')));
    letStart();
    expect((await looking)?.port).toBe(PORT);
    expect(calls().filter(call => call.startsWith('run'))).toHaveLength(1);
    expect(calls().filter(call => call.startsWith('attach'))).toEqual([]);
  });

  it.each([
    ['build', { [LABELS.artifact]: 'sha256:11' }],
    ['instance', { [LABELS.instance]: 'i-1' }],
  ])('takes over no container of another %s', async (_, labels) => {
    await spawn();
    letStart(labels);
    expect(await (await anIsolation()).findRunning()).toBeUndefined();
  });

  it.each([true, false])(
    'ends what was left of it, also where that does not run (it does: %s)',
    async Running => {
      const isolation = await anIsolation();
      letStart({}, { name: 'container', Running });
      await isolation.endLeftover(0);
      expect(existsSync(file('container'))).toBe(false);
      expect(calls()[0]).toMatch(/^stop -t 0 noshelfware-/);
      expect(calls().filter(call => call.startsWith('attach'))).toEqual([]);
    },
  );

  it('tells a container its token in a file for its owner alone, as long as it is needed', async () => {
    await spawn();
    expect(readFileSync(file('1.env'), 'utf8')).toMatch(
      /^PORT=8080\nHOST=0\.0\.0\.0\n.*OTEL_EXPORTER_OTLP_ENDPOINT=http:\/\/172\.17\.0\.1:7070\/otlp\nOTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20tok-1\n$/s,
    );
    expect(statSync(file('1.env')).mode % 0o1000).toBe(0o600);
    expect(calls().join('\n')).not.toContain('tok-1');
    (await anIsolation()).forget();
    expect(existsSync(file('1.env'))).toBe(false);
  });
});
