import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { isProcessAlive, ProcessIdentity } from '../process/processIdentity';
import { pickFreePort } from './pickFreePort';
import { findRecordedIdentity } from '../process/recordedIdentity';
import { ProcessIsolation } from './ProcessIsolation';
import { Service } from './Service';
import { ServiceLog } from './ServiceLog';
import { SERVICE_TIMINGS } from './ServiceTimings';
import { ProcessSpec, ServiceSpec } from './supervisorProtocol';
import { ServiceRecord } from './SupervisorState';

/** Is ready as long as the file `ready` exists, and ends when `end` does. */
const SWITCHABLE = `
const fs = require('node:fs');
require('node:http').createServer((req, res) => {
  res.statusCode = fs.existsSync('ready') ? 200 : 503;
  res.end(String(process.pid));
}).listen(process.env.PORT, '127.0.0.1');
setInterval(() => {
  if (!fs.existsSync('end')) return;
  console.error('told to end');
  process.exit(9);
}, 5);
`;

describe('Service', () => {
  const folder = temporaryDirectory();
  let service: Service | undefined;
  let changes: ServiceRecord[];

  beforeEach(() => {
    changes = [];
    writeFileSync(join(folder.path, 'server.js'), SWITCHABLE);
  });

  afterEach(() => service?.end());

  const turn = (name: string, on: boolean) =>
    on
      ? writeFileSync(join(folder.path, name), '')
      : rmSync(join(folder.path, name), { force: true });

  function run(record: Partial<ServiceRecord> = {}): Service {
    const made = aService(record);
    void made.run();
    return made;
  }

  const processes = (spec = aRecord(folder.path).spec) =>
    new ProcessIsolation({
      spec: aProcess(spec),
      log: new ServiceLog(join(folder.path, '1.log')),
      identityFile: join(folder.path, '1.pid'),
      telemetryEndpoint: () => 'http://127.0.0.1:7070/otlp',
    });

  function aService(record: Partial<ServiceRecord>, refusal?: string): Service {
    service = new Service({
      record: aRecord(folder.path, record),
      log: new ServiceLog(join(folder.path, '1.log')),
      isolation: processes(record.spec),
      refusal,
      onChange: () => {
        changes.push({ ...service!.record });
      },
      timings: {
        ...SERVICE_TIMINGS,
        probeWhileStartingMs: 5,
        probeWhileReadyMs: 5,
        firstBackoffMs: 8,
        maxBackoffMs: 20,
      },
    });
    return service;
  }

  const untilState = (state: string) =>
    until(
      () => service!.record,
      record => record.state === state,
    );

  it('is ready when the service says so, unready when it stops to, and ready again', async () => {
    run();
    await until(
      () => changes,
      list => list.some(({ port }) => port !== undefined),
    );
    expect(service!.record.state).toBe('starting');
    turn('ready', true);
    await untilState('ready');
    turn('ready', false);
    const { message } = await untilState('unready');
    expect(message).toMatch(/does not answer 200/);
    turn('ready', true);
    await untilState('ready');
    expect(service!.record).toMatchObject({ restarts: 0, message: undefined });
  });

  it('waits longer after every crash, up to a bound, and never gives up on what was ready once', async () => {
    turn('ready', true);
    run();
    await untilState('ready');
    turn('end', true);
    await until(
      () => service!.record.restarts,
      restarts => restarts >= 4,
    );
    const told = changes
      .filter(({ state }) => state === 'crashed')
      .map(({ message }) => message)
      .slice(0, 4);
    expect(told).toEqual(
      ['0.008', '0.016', '0.02', '0.02'].map(
        wait =>
          `The service exited with code 9; it is started again in ${wait} s. Its last start printed:\ntold to end`,
      ),
    );
    // Once the wait is over, nobody is told of it any more.
    const again = changes.filter(
      ({ state, message }) => state === 'starting' && message !== undefined,
    );
    expect(again[0]?.message).toBe(
      'The service exited with code 9; it is being started again. Its last start printed:\ntold to end',
    );
    expect(again.map(({ message }) => message)).not.toContainEqual(
      expect.stringContaining('started again in'),
    );
    turn('end', false);
    await untilState('ready');
  });

  /** As a supervisor before would have. */
  async function startBefore(port: number): Promise<ProcessIdentity> {
    await processes().spawn(port);
    const identity = await until(
      () => findRecordedIdentity(join(folder.path, '1.pid')),
      recorded => recorded !== undefined,
    );
    return identity!;
  }

  it('ends what a supervisor before it started, without being run itself', async () => {
    const identity = await startBefore(await pickFreePort());
    expect(await isProcessAlive(identity)).toBe(true);
    await aService({}).end();
    expect(await isProcessAlive(identity)).toBe(false);
  });

  it('finds the process that a supervisor before it started', async () => {
    turn('ready', true);
    const port = await pickFreePort();
    const identity = await startBefore(port);
    const successor = run({ port });
    await untilState('ready');
    expect(successor.record.port).toBe(port);
    await successor.end();
    expect(await isProcessAlive(identity)).toBe(false);
  });

  it('calls nothing ready that ended with the supervisor before it', async () => {
    const successor = aService({ state: 'ready', port: 1, wasReady: true });
    await successor.run();
    expect(successor.record).toMatchObject({ state: 'starting' });
    expect(successor.record.port).not.toBe(1);
  });

  it('starts nothing that it must not start, and says why', async () => {
    turn('ready', true);
    const refused = aService({ wasReady: true, port: 1 }, 'is to be elsewhere');
    await refused.run();
    expect(refused.record).toMatchObject({
      state: 'crashed',
      gaveUp: true,
      message: 'The service is to be elsewhere',
    });
    expect(existsSync(join(folder.path, '1.pid'))).toBe(false);
  });

  it('says why it cannot even be run', async () => {
    run({
      spec: {
        ...aProcess(aRecord(folder.path).spec),
        folder: '/nowhere/at/all',
      },
    });
    const { message } = await untilState('crashed');
    expect(message).toMatch(/could not be run: .*ENOENT/);
  });
});

function aProcess(spec: ServiceSpec): ProcessSpec {
  if ('container' in spec) {
    throw new Error('expected the spec of a process');
  }
  return spec;
}

function aRecord(
  folder: string,
  changes: Partial<ServiceRecord> = {},
): ServiceRecord {
  return {
    spec: {
      route: 'production/default/delay',
      version: 1,
      artifactDigest: 'sha256:00',
      command: `exec ${JSON.stringify(process.execPath)} server.js`,
      folder,
      variables: { PATH: process.env.PATH ?? '' },
      resource: {},
      readyTimeoutMs: 60_000,
    },
    version: 1,
    state: 'starting',
    since: '2030-01-01T00:00:00.000Z',
    restarts: 0,
    served: { primary: 0, canary: 0, shadow: 0 },
    wasReady: false,
    gaveUp: false,
    role: 'serving',
    ...changes,
  };
}
