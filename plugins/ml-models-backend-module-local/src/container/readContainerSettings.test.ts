import { ConfigReader } from '@backstage/config';
import { readContainerSettings } from './readContainerSettings';

const read = (
  isolation?: string,
  container?: Record<string, string | number>,
) =>
  readContainerSettings(
    new ConfigReader({ isolation, ...(container && { container }) }),
  );

describe('readContainerSettings', () => {
  it('leaves versions processes unless it is told otherwise', () => {
    expect(readContainerSettings(undefined)).toBeUndefined();
    expect(read()).toBeUndefined();
    expect(read('process', { memory: '2g' })).toBeUndefined();
  });

  it('limits memory and processes by itself', () => {
    expect(read('container')).toEqual({
      command: 'docker',
      memory: '1g',
      pids: 512,
    });
  });

  it('takes what is set', () => {
    const container = {
      command: '/opt/podman',
      memory: '512m',
      cpus: 1.5,
      pids: 64,
      network: 'models',
      telemetryAddress: '172.17.0.1',
    };
    expect(read('container', container)).toEqual(container);
  });

  it.each([
    [
      'docker',
      undefined,
      /isolation is 'docker': expected process or container/,
    ],
    [
      undefined,
      { memory: '1g' },
      /isolation is not, so that versions would be/,
    ],
    ['container', { memory: '1 GB' }, /memory is '1 GB': .* such as 512m/],
    ['container', { cpus: 0 }, /cpus is 0: expected a number above 0/],
    [
      'container',
      { pids: 1.5 },
      /pids is 1.5: expected a whole number above 0/,
    ],
    ['container', { network: 'host' }, /network is 'host': .*ports of its own/],
    ['container', { telemetryAddress: '127.0.0.1' }, /leads from a container/],
    ['container', { telemetryAddress: '0.0.0.0' }, /leads from a container/],
    ['container', { telemetryAddress: '10.0.0.1:70' }, /without a port/],
    ['container', { telemetryAddress: 'http://a' }, /without a port/],
  ])('refuses isolation %s with %j', (isolation, container, expected) => {
    expect(() => read(isolation, container)).toThrow(expected);
  });

  it.each(['host.docker.internal', 'fd00::1', '10.88.0.1'])(
    'lets containers report to %s',
    telemetryAddress => {
      expect(read('container', { telemetryAddress })).toMatchObject({
        telemetryAddress,
      });
    },
  );
});
